// Opens the sample shop in the real window and leaves a picture of every main screen in target/screenshots.
import { openWindow } from './lib/window.mjs';

const sizes = [
  { width: 1024, height: 768 },
  { width: 1440, height: 900 },
];

const window = await openWindow({ width: 1440, height: 900 });
try {
  await window.find('main');
  for (const { width, height } of sizes) {
    await window.driver.manage().window().setRect({ x: 0, y: 0, width, height });
    for (const theme of ['light', 'dark']) {
      await window.theme(theme);
      await window.screenshot(`first-run-${width}-${theme}`);
    }
  }
  const started = await window.call('open_sample', { size: 'learning' });
  if (started.problem) throw new Error(JSON.stringify(started.problem));
  await window.driver.wait(async () => {
    const status = await window.call('job_status', { job: started.value.job });
    if (status.value?.state.state === 'failed') throw new Error(JSON.stringify(status.value));
    return status.value?.state.state === 'sample_ready';
  }, 120_000);

  const open = {
    counter: () => window.press('صندوق'),
    till: () => window.press('حساب صندوق'),
    customers: () => window.press('مشتریان'),
    leads: () => window.press('سرنخ‌ها'),
    products: () => window.press('کالاها'),
    customer: async () => {
      await window.press('مشتریان');
      await window.press('فهرست');
      await window.find('#customer-row-1 .trunc');
      await window.driver.executeScript("document.querySelector('#customer-row-1').click()");
    },
    club: () => window.press('باشگاه'),
    tiers: () => window.press('سطح‌ها'),
    rewards: () => window.press('جایزه‌ها'),
    coupons: () => window.press('کدهای تخفیف'),
    liability: () => window.press('پشتوانه'),
    board: async () => {
      await window.press('شاخص‌ها');
      await window.press('تابلو');
    },
    behaviour: () => window.press('رفتار خرید'),
    prediction: () => window.press('پیش‌بینی'),
    costs: () => window.press('هزینه‌ها'),
    segments: () => window.press('بخش‌ها'),
    data: () => window.press('داده‌ها'),
    settings: () => window.press('تنظیمات'),
  };
  for (const { width, height } of sizes) {
    await window.driver.manage().window().setRect({ x: 0, y: 0, width, height });
    for (const theme of ['light', 'dark']) {
      for (const [name, go] of Object.entries(open)) {
        await go();
        await window.theme(theme);
        await window.settled();
        await window.screenshot(`${name}-${width}-${theme}`);
      }
    }
  }
  console.log(`screens: ${Object.keys(open).length}`);
} finally {
  await window.close();
}
