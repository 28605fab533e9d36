export default {
  title: "工作台",
  first: {
    label: "开始使用",
    close: "不再提示",
    steps: {
      roster: { name: "名册", title: "先把本院的人加进名册", text: "选题、脚本和署名都从名册里选人，参与率也按它来算。可以逐个添加，也可以从表格导入。", go: "去名册" },
      columns: { name: "栏目", title: "建一个栏目", text: "节目按栏目编号。先建一个常用的，例如“说酒驾”。", go: "去建栏目" },
      channels: { name: "平台账号", title: "登记本院的平台账号", text: "抖音、微信、微博……登记后节目才能排期。这里不保存平台密码。", go: "去登记" },
      accounts: { name: "同事账号", title: "给同事开通账号", text: "三审三校要由不同的人来审，每人一个账号，不要共用。", go: "去开通" },
      topic: { name: "第一个选题", title: "写下第一个选题", text: "一句话就够，按 Enter 添加。", go: "去写选题" },
    },
  },
};
