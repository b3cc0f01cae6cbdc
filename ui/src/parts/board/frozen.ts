// The window freezes Object.prototype. The chart library's scheduler copies every enumerable name of two classes onto plain
// objects, "constructor" among them, which a frozen prototype refuses. Must run before the scheduler does.
import ExtensionAPI from 'echarts/lib/core/ExtensionAPI.js';
import GlobalModel from 'echarts/lib/model/Global.js';

for (const { prototype } of [ExtensionAPI, GlobalModel]) Object.defineProperty(prototype, 'constructor', { enumerable: false });
