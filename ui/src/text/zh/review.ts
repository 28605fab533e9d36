export default {
  title: "审核",
};
