export default {
  title: "脚本",
};
