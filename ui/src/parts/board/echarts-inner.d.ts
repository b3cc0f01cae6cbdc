// Two inner modules of the chart library that ship without types; see frozen.ts.
declare module 'echarts/lib/core/ExtensionAPI.js' {
  const inner: { prototype: object };
  export default inner;
}
declare module 'echarts/lib/model/Global.js' {
  const inner: { prototype: object };
  export default inner;
}
