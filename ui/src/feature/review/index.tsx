export { ReviewQueuePage } from "./QueuePage";
export { ReviewPage } from "./ReviewPage";
