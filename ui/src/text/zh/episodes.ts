export default {
  title: "节目",
  tabs: { script: "脚本", review: "审核", production: "制作", publish: "发布", metrics: "数据", credits: "署名", history: "记录" },
};
