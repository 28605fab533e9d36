export default {
  title: "选题",
};
