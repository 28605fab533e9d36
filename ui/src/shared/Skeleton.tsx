/** Lines where something will stand, while it comes. */
export const Skeleton = () => <div className="skeleton" aria-hidden="true" />;
