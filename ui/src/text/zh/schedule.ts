export default {
  title: "排期",
};
