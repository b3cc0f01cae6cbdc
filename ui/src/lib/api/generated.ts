// Generated from the command table by `cargo xtask types`. Do not edit.

export type AddNote = { request_id: string, customer: CustomerId, text: string, };

export type AddStaff = { request_id: string, name: string, role: Role, 
/**
 * Empty: none yet.
 */
secret: Secret, };

export type AdjustPoints = { request_id: string, customer: CustomerId, 
/**
 * Below zero takes points away.
 */
points: Points, reason: string, };

/**
 * The relationship decays.
 */
export type Alarm = { "kind": "long_absent", since: number, usual: number, } | { "kind": "comes_seldomer", before: number, now: number, } | { "kind": "buys_less", percent: number, };

export type AmountRead = { rial: Rial, words: string, };

/**
 * The amount looks ten times off against this person's or the shop's usual basket.
 */
export type AmountWarning = { kind: AmountWarningKind, usual_rial: Rial, };

export type AmountWarningKind = "ten_times_more" | "ten_times_less";

export type AnalyseImport = { token: string, 
/**
 * None: recognised from the headers.
 */
kind: ImportKind | null, 
/**
 * None: recognised from the headers. A field that is chosen leaves the column it was recognised in.
 */
columns: Array<ColumnChoice> | null, 
/**
 * The unit of the amounts in the file; none: recognised from the headers.
 */
money_unit: MoneyUnit | null, 
/**
 * There is no header row; none: recognised.
 */
first_row_is_data: boolean | null, };

/**
 * Beside a command: somebody who may do it shows their secret, once.
 */
export type Approval = { staff: StaffId, secret: Secret, };

/**
 * Takes coupons off the shelf, or brings them back; their uses stay.
 */
export type ArchiveCoupons = { request_id: string, coupons: Array<CouponId>, archived: boolean, };

export type ArchiveCustomField = { request_id: string, field: CustomFieldId, archived: boolean, };

export type ArchiveProduct = { request_id: string, product: ProductId, 
/**
 * False brings it back.
 */
archived: boolean, };

export type ArchiveSegment = { request_id: string, segment: SegmentId, archived: boolean, };

export type ArchiveStaff = { request_id: string, staff: StaffId, 
/**
 * False brings the member back.
 */
archived: boolean, };

/**
 * The same model fitted to the past only, beside what happened.
 */
export type BackTestView = { 
/**
 * The first and the last day that the model did not see.
 */
from: DayView, to: DayView, days: number, customers: number, predicted: number, actual: number, money_predicted_rial: Rial | null, money_actual_rial: Rial, 
/**
 * How far off per customer, on average.
 */
error_mean: number, came: number, came_predicted: number, 
/**
 * How often who came was ranked above who did not; 0.5 is a guess.
 */
ranked_right: number | null, 
/**
 * Groups of people with a like chance of coming, the least likely first.
 */
by_chance: Array<ChanceGroup>, 
/**
 * Purchases since the first day.
 */
curve: Array<CurveDay>, };

export type BandCount = { band: ForecastBand, count: number, };

/**
 * Whom a count of the page is about.
 */
export type BehaviourSet = { "kind": "cohort", month: Period, } | { "kind": "cohort_month", month: Period, step: number, came: boolean, } | { "kind": "cohort_age", month: Period, step: number, came: boolean, } | { "kind": "gap", from_days: number, to_days: number | null, } | { "kind": "top", customers: number, rest: boolean, } | { "kind": "grid", r: number, f: number, } | { "kind": "rfm_segment", segment: RfmSegment, };

export type BehaviourView = { as_of: DayView, first_order: DayView | null, customers: number, orders: number, revenue_rial: Rial, 
/**
 * In order of time; months without a first order are left out.
 */
cohorts: Array<CohortView>, 
/**
 * The running month is not over: the last calendar cell of each row will still grow.
 */
last_month_partial: boolean, gaps: GapsView, pareto: ParetoView, 
/**
 * `grid[r − 1][f − 1]`.
 */
grid: Array<Array<GroupView>>, segments: Array<RfmSegmentView>, excluded: Excluded, };

/**
 * What a reward or a coupon gives.
 */
export type Benefit = { "kind": "amount", rial: Rial, } | { "kind": "percent", percent: number, cap_rial: Rial, } | { "kind": "gift", title: string, } | { "kind": "free_delivery" };

export type BirthdayView = { 
/**
 * «۲۱ اردیبهشت ۱۳۷۵» or without the year.
 */
text: string, in_days: number, };

export type BoardView = { period: PeriodView, as_of: DayView, window_days: number, first_order: DayView | null, 
/**
 * False in the first W days of history: rates that start from S are not available.
 */
history_sufficient: boolean, hero: Card, churn: Card, cards: Array<Card>, bridge: BridgeView, 
/**
 * Oldest first; the last one is the chosen period.
 */
trend: Array<TrendPoint>, excluded: Excluded, };

/**
 * Points of their own, beside what the amount earns.
 */
export type Bonus = { id: string, name: string, points: Points, 
/**
 * Purchases below this get none; nothing for bonuses without a purchase.
 */
minimum_rial: Rial, reason: BonusReason, };

export type BonusGiven = { points: Points, balance: Points, repeated: boolean, };

/**
 * What a bonus is given for.
 */
export type BonusReason = { "kind": "first_purchase" } | { "kind": "nth_purchase", nth: number, every: boolean, } | { "kind": "birthday", days_before: number, days_after: number, } | { "kind": "anniversary", days_before: number, days_after: number, } | { "kind": "referral", referrer_points: Points, after_days: number, } | { "kind": "survey", every_days: number, };

/**
 * S − lapsed + reactivated + new = E, always.
 */
export type BridgeView = { start_day: DayView, end_day: DayView, start: number, kept: number, lapsed: number, reactivated: number, new: number, end: number, crr: number | null, crr_classic: number | null, churn: number | null, };

/**
 * Undo of a sale: money and points by reversal, the sale stays visible as cancelled.
 */
export type CancelSale = { request_id: string, sale: SaleId, reason: string, };

export type Card = { key: CardKey, unit: CardUnit, 
/**
 * None with a reason in `missing`.
 */
value: number | null, missing: Missing | null, 
/**
 * n < 30: show counts and interval, not a bare percentage.
 */
few: boolean, 
/**
 * Numerator and denominator of a share, or orders behind a mean.
 */
k: number | null, n: number | null, interval95: [number, number] | null, previous: Change | null, last_year: Change | null, target: TargetView | null, 
/**
 * Month by month, oldest first, the running month last; empty for figures that have no past.
 */
spark: Array<SparkPoint>, };

export type CardKey = "crr" | "churn" | "repeat_rate" | "repeat_within90d" | "returning_share" | "average_basket" | "revenue" | "orders" | "new_customers" | "active_customers" | "clv_simple" | "cac" | "crc";

export type CardOf = { customer: CustomerId, };

export type CardUnit = "share" | "rial" | "count";

export type CashMoveView = { id: DrawerMoveId, way: DrawerWay, amount_rial: Rial, reason: string, day: DayView, 
/**
 * HH:MM in Tehran.
 */
time: string, staff_name: string | null, 
/**
 * Taken back in the same record.
 */
undone: boolean, 
/**
 * Takes back a move of an earlier record.
 */
reversal: boolean, };

export type CashMoved = { movement: DrawerMoveId, way: DrawerWay, amount_rial: Rial, repeated: boolean, };

/**
 * A group of products.
 */
export type CategoryId = number;

export type CategoryRow = { id: CategoryId, name: string, 
/**
 * Products that are sold.
 */
products: number, };

export type ChanceGroup = { n: number, predicted: number, actual: number, };

/**
 * The same number in another period.
 */
export type Change = { value: number, 
/**
 * Difference in the unit of the card (share points for shares).
 */
difference: number, 
/**
 * Relative change, when the other value is not zero.
 */
relative: number | null, verdict: Verdict, 
/**
 * The other period lacks data (history began in it).
 */
incomplete: boolean, };

export type ChangeNote = { request_id: string, note: NoteId, text: string, };

/**
 * Sent after the commit of a change. Event name: `changed`.
 */
export type Changed = { 
/**
 * Rises with every change of this program run.
 */
seq: number, touched: Array<Tag>, };

export type ChannelCost = { 
/**
 * None: no channel is written.
 */
channel: string | null, cost_rial: Rial, first_buyers: number, cac_rial: number | null, };

export type CheckCoupon = { 
/**
 * As typed or scanned, in any digits and case.
 */
code: string, customer: CustomerId | null, };

export type ClauseSaid = { 
/**
 * What the condition says, before it is turned round.
 */
condition: Truth, 
/**
 * What the clause says.
 */
clause: Truth, own: SegmentOwn, 
/**
 * Of a value that is a day.
 */
day: DayView | null, 
/**
 * Of a value that is goods, a person or a tier.
 */
names: Array<string>, };

export type CloseDay = { request_id: string, opening_cash_rial: Rial, 
/**
 * As the person saw it: a sale in between refuses the close.
 */
expected_cash_rial: Rial, sales_seen: number, counted_cash_rial: Rial, 
/**
 * What stays in the drawer for the next record.
 */
left_cash_rial: Rial, note: string, };

export type CloseList = { 
/**
 * Newest first.
 */
closes: Array<CloseView>, more: boolean, };

/**
 * Close an offer: lost with a reason, or sold by the sale that came of it.
 */
export type CloseOffer = { request_id: string, offer: OfferId, 
/**
 * `None`: lost.
 */
sale: SaleId | null, reason: string, };

export type CloseRef = { id: DayCloseId, number: number, day: DayView, time: string, };

export type CloseView = { close: CloseRef, staff_name: string | null, figures: TillFigures, opening_cash_rial: Rial, expected_cash_rial: Rial, counted_cash_rial: Rial, 
/**
 * counted − expected
 */
difference_rial: Rial, left_cash_rial: Rial, moves: Array<CashMoveView>, note: string | null, 
/**
 * Taken back: its sales are in the record after it.
 */
undone: boolean, 
/**
 * The last that stands: it may be taken back.
 */
is_last: boolean, };

/**
 * The whole club at a glance.
 */
export type ClubView = { revision: number, program: Program, 
/**
 * The program as one sentence, part by part; the words are in the catalogue under `kind`.
 */
sentence: Array<SentencePart>, 
/**
 * Newest first.
 */
versions: Array<ProgramVersion>, tiers: Array<TierView>, 
/**
 * Members without a tier.
 */
untiered: number, };

/**
 * A barcode or QR as one filled path in a box of whole modules.
 */
export type CodeView = { width: number, height: number, 
/**
 * An SVG path.
 */
path: string, 
/**
 * What it says, printed under it.
 */
text: string, };

export type CohortView = { month: Period, 
/**
 * «مهر ۱۴۰۵»
 */
label: string, size: number, 
/**
 * Entry k: with an order in the k-th calendar month after the first.
 */
by_month: number[], 
/**
 * Entry k: with an order 30·k to 30·k + 29 days after their own first; only what every member has lived through.
 */
by_age: number[], };

/**
 * What a column of the file is taken as; a column without a choice is recognised.
 */
export type ColumnChoice = { column: number, 
/**
 * A field name as in `ImportPreview::fields`; none: not imported.
 */
field: string | null, };

export type CompareCustomers = { a: CustomerId, b: CustomerId, };

export type CompareSegments = { 
/**
 * None: the current season.
 */
period: Period | null, };

/**
 * One record of two, with what a choice needs to show.
 */
export type ComparedSide = { row: CustomerRow, fields: CustomerFields, code: string | null, 
/**
 * Every field as a person reads it, by the name of the member of `CustomerFields` (own fields by `custom.<id>`).
 */
texts: Array<ComparedText>, created: DayView, };

export type ComparedText = { field: string, 
/**
 * The name of an own field.
 */
name: string, text: string, };

export type Comparison = { a: ComparedSide, b: ComparedSide, score: number, reasons: Array<Sameness>, };

/**
 * The PC's date is right: frozen work may go on.
 */
export type ConfirmClock = { request_id: string, };

/**
 * Ways to reach somebody that need their word.
 */
export type ConsentChannel = "sms" | "call" | "messenger" | "email";

export type ConsentTyped = { channel: ConsentChannel, 
/**
 * `None`: was never asked.
 */
granted: boolean | null, 
/**
 * Where the answer came from: `form`, `counter`, `call`, `import` …
 */
origin: string, };

export type ConsentView = { channel: ConsentChannel, granted: boolean | null, origin: string, day: DayView | null, time: string | null, };

/**
 * A cost as it is typed.
 */
export type CostFields = { purpose: Purpose, 
/**
 * The days it is for; mostly a month.
 */
period: Period, 
/**
 * Empty: none. For acquisition alone.
 */
channel: string, 
/**
 * In the shop's unit, any digits.
 */
amount: string, note: string, };

/**
 * A cost that somebody entered.
 */
export type CostId = number;

export type CostSaved = { id: CostId, repeated: boolean, };

export type CostView = { id: CostId, purpose: Purpose, period: Period, 
/**
 * «آذر ۱۴۰۵»
 */
label: string, channel: string | null, amount_rial: Rial, 
/**
 * The part that falls on the period asked for.
 */
part_rial: Rial, note: string, };

export type CostsView = { period: PeriodView, 
/**
 * Costs of which some day lies in the period, the latest first.
 */
rows: Array<CostView>, given: GivenView, 
/**
 * Entered for acquisition, and written at the people who first bought in the period.
 */
acquisition_rial: Rial, people_rial: Rial, 
/**
 * Entered for retention, and given by the club.
 */
retention_rial: Rial, first_buyers: number, kept: number, 
/**
 * None: nothing was spent, or nobody came (stayed).
 */
cac_rial: number | null, crc_rial: number | null, channels: Array<ChannelCost>, };

export type CountSegment = { rule: SegmentRule, 
/**
 * The one that is being edited: it may not be made of itself.
 */
segment: SegmentId | null, };

export type CounterCustomer = { customer: CustomerId, };

/**
 * A coupon that takes part in the sale.
 */
export type CouponApplied = { coupon: CouponView, off_rial: Rial, };

export type CouponChecked = { coupon: CouponView | null, 
/**
 * Why it can not be used now by this person, the basket aside.
 */
refusal: Problem | null, };

export type CouponFields = { name: string, benefit: Benefit, minimum_rial: Rial, 
/**
 * None for as often as wanted.
 */
max_uses: number | null, max_uses_per_customer: number | null, from: Moment | null, until: Moment | null, 
/**
 * Empty for everything.
 */
products: Array<ProductId>, categories: Array<CategoryId>, 
/**
 * Empty for everybody.
 */
tiers: Array<string>, };

/**
 * One coupon code.
 */
export type CouponId = number;

export type CouponList = { total: number, coupons: Array<CouponView>, };

export type CouponSaved = { coupon: CouponId, code: string, repeated: boolean, };

export type CouponView = { id: CouponId, state: ShelfState, code: string, customer: CustomerId | null, customer_name: string | null, 
/**
 * Of the products and categories in `fields`, in their order.
 */
product_names: Array<string>, category_names: Array<string>, fields: CouponFields, archived: boolean, uses: number, off_rial: Rial, from: MomentView | null, until: MomentView | null, };

export type CouponsGenerated = { coupons: Array<PersonalCode>, repeated: boolean, };

export type CreateCustomer = { request_id: string, fields: CustomerFields, 
/**
 * The person said that this mobile is shared in the family.
 */
shared_mobile_ok: boolean, 
/**
 * Somebody to win: shown among the leads from the start.
 */
is_lead?: boolean, };

export type CreditKind = "sale" | "refund" | "settlement" | "reversal";

export type CreditOf = { customer: CustomerId, };

export type CreditRow = { day: DayView, kind: CreditKind, 
/**
 * How a settlement was paid.
 */
paid: PayKind | null, invoice_no: string | null, note: string | null, 
/**
 * Positive adds to the debt.
 */
amount_rial: Rial, balance_rial: Rial, sale: SaleId | null, 
/**
 * A settlement that may still be taken back.
 */
settlement: SettlementId | null, };

export type CreditSettled = { settlement: SettlementId, customer_name: string, amount_rial: Rial, open_rial: Rial, repeated: boolean, };

export type CreditStatement = { customer: CustomerId, name: string, 
/**
 * What is owed, never below zero.
 */
open_rial: Rial, open_words: string, 
/**
 * What the shop owes them, when a sale on credit was taken back after it was settled.
 */
owed_to_customer_rial: Rial, 
/**
 * Oldest first; the last balance is open − owed to the customer.
 */
rows: Array<CreditRow>, };

export type CurveDay = { day: DayView, predicted: number, actual: number, };

export type CurvePointView = { customers: number, share: number, };

/**
 * A field that the shop added to its customers.
 */
export type CustomFieldId = number;

export type CustomFieldSaved = { id: CustomFieldId, repeated: boolean, };

/**
 * A field that the shop added.
 */
export type CustomFieldView = { id: CustomFieldId, name: string, kind: CustomKind, choices: Array<string>, archived: boolean, 
/**
 * People who have a value of it.
 */
uses: number, };

export type CustomFields = { 
/**
 * In the order of the form, archived ones last.
 */
fields: Array<CustomFieldView>, };

/**
 * People whose value of a field is so.
 */
export type CustomFilter = { field: CustomFieldId, 
/**
 * Of a text or choice: the whole text. Of a number or date: the lower end. `yes` or `no`. Empty: any value.
 */
from: string, 
/**
 * Of a number or date: the upper end; empty is open.
 */
to: string, };

export type CustomKind = "text" | "number" | "date" | "choice" | "yes_no";

export type CustomTyped = { field: CustomFieldId, 
/**
 * A date in any spelling, a number in any digits, `yes` or `no`.
 */
text: string, };

export type CustomView = { field: CustomFieldId, name: string, kind: CustomKind, text: string, };

/**
 * The person at the counter.
 */
export type CustomerCard = { id: CustomerId, name: string, initials: string, 
/**
 * National form, ASCII digits: 09121234567.
 */
mobile: string | null, city: string | null, tags: Array<string>, points_balance: Points, points_value_rial: Rial, 
/**
 * Whose points they may spend with their own.
 */
family: FamilyAtCounter | null, orders: number, net_rial: Rial, basket_rial_median: Rial | null, last: DayView | null, rhythm: Rhythm, 
/**
 * At most three, the most useful first.
 */
hints: Array<Hint>, };

export type CustomerExported = { 
/**
 * `None` when the dialog was closed.
 */
folder: string | null, files: Array<string>, };

/**
 * The fields of a customer as a person types them; every text is read in Rust.
 */
export type CustomerFields = { first_name: string, last_name: string, 
/**
 * The first number; a mobile.
 */
mobile: string, mobile_label: string, 
/**
 * Further numbers, mobiles or landlines.
 */
phones: Array<PhoneTyped>, 
/**
 * «۲۱ اردیبهشت», «1375/02/21», with or without a year.
 */
birthday: string, gender: Gender | null, city: string, district: string, address: string, national_code: string, card_no: string, company: string, 
/**
 * People who work there.
 */
company_size: string, tags: Array<string>, interests: Array<InterestTyped>, 
/**
 * How they came to the shop.
 */
channel: string, 
/**
 * What winning them cost, as typed.
 */
acquisition_cost: string, referrer: CustomerId | null, 
/**
 * Answers to channels; one that is not listed stays as it is.
 */
consents: Array<ConsentTyped>, 
/**
 * Own fields; one that is not listed stays as it is, an empty text takes the value away.
 */
custom: Array<CustomTyped>, note: string, };

/**
 * The first 360° page.
 */
export type CustomerFile = { card: CustomerCard, fields: CustomerFields, code: string | null, birthday: BirthdayView | null, first: DayView | null, basket_rial_mean: Rial | null, 
/**
 * Newest last, at most 40, for the rhythm strip.
 */
purchases: Array<PurchaseDot>, 
/**
 * The days when the next purchase is expected, from the own rhythm.
 */
expected: ExpectedNext | null, lots: Array<LotView>, top_products: Array<ProductTimes>, 
/**
 * Cells of an import that could not be read, kept as they were.
 */
kept_raw: Array<KeptRaw>, more: PersonMore, health: HealthView, 
/**
 * From the last forecast; absent without one or without a purchase.
 */
outlook: PersonOutlook | null, };

export type CustomerFilter = "all" | "on_time" | "due" | "lapsed" | "new" | "lead" | "birthday_this_week";

/**
 * A person or company in the customer base.
 */
export type CustomerId = number;

export type CustomerList = { total: number, rows: Array<CustomerRow>, 
/**
 * How many each filter would show, for the chips.
 */
counts: Array<FilterCount>, read_as: string | null, };

export type CustomerRow = { id: CustomerId, name: string, mobile: string | null, city: string | null, 
/**
 * The customer's number in another program.
 */
code: string | null, tags: Array<string>, last: DayView | null, rhythm: Rhythm, orders: number, net_rial: Rial, points_balance: Points, birthday_today: boolean, district: string | null, company: string | null, created: DayView, 
/**
 * As asked in `columns`; empty where nothing is known.
 */
custom: Array<string>, };

export type CustomerSaved = { id: CustomerId, name: string, repeated: boolean, };

export type CustomerSort = "value" | "last_purchase" | "orders" | "points" | "name" | "newest";

/**
 * One closing of the till.
 */
export type DayCloseId = number;

export type DayRead = { day: ShopDay, view: DayView, };

/**
 * The last sales of today for the counter's foot.
 */
export type DaySoFar = { day: DayView, sales: number, total_rial: Rial, 
/**
 * The newest of this counter, at most five, newest first.
 */
recent: Array<SaleReceipt>, };

/**
 * A business day with its Persian spellings; the window never formats a date itself.
 */
export type DayView = { day: ShopDay, 
/**
 * «یکشنبه ۱ آذر ۱۴۰۵»
 */
long: string, 
/**
 * «۱ آذر»
 */
short: string, 
/**
 * «۱۴۰۵/۰۹/۰۱»
 */
slashes: string, 
/**
 * Days before today; negative for the future.
 */
days_ago: number, };

/**
 * Everybody who owes, or to whom the shop owes.
 */
export type DebtorList = { total_rial: Rial, 
/**
 * The largest debt first.
 */
rows: Array<DebtorRow>, };

export type DebtorRow = { customer: CustomerId, name: string, initials: string, mobile: string | null, 
/**
 * Negative when the shop owes them.
 */
open_rial: Rial, 
/**
 * The first sale on credit.
 */
since: DayView | null, };

export type DeliveryList = { 
/**
 * Soonest promise first.
 */
open: Array<DeliveryRow>, late: number, 
/**
 * Of the last days, newest first.
 */
made: Array<DeliveryRow>, };

export type DeliveryRow = { sale: SaleId, invoice_no: string, sold: DayView, customer: CustomerId | null, customer_name: string | null, mobile: string | null, address: string | null, 
/**
 * The first lines' titles.
 */
titles: Array<string>, promised: DayView, delivered: DayView | null, 
/**
 * Days past the promise, while it is open.
 */
late_days: number, note: string | null, };

export type Density = "comfortable" | "compact";

/**
 * Take a new record back; one that has been edited, bought or is referred to stays.
 */
export type DiscardCustomer = { request_id: string, customer: CustomerId, };

/**
 * A discount that is being thought about: one code, or one for each of so many people.
 */
export type DiscountCost = { fields: CouponFields, codes: number, 
/**
 * The codes are of these people only.
 */
personal: boolean, };

/**
 * From the members' purchases of the last 13 weeks, as if each one that could had brought the code.
 */
export type DiscountEstimate = { 
/**
 * Of them, those that the discount takes.
 */
sales: number, fitting: number, 
/**
 * Mean of what it would have taken off.
 */
off_rial: Rial, 
/**
 * How long it runs; without an end, 30 days.
 */
days: number, open_ended: boolean, uses: number, cost_rial: Rial, 
/**
 * What it can cost at most; none when nothing limits it.
 */
most_rial: Rial | null, };

export type DissolveFamily = { request_id: string, family: FamilyId, };

/**
 * Answer of a change that has nothing more to say; `repeated` when the request had already been done.
 */
export type Done = { repeated: boolean, };

export type DoorGroup = { set: PeopleSet, count: number, 
/**
 * The most valuable few.
 */
top: Array<NamedPerson>, };

/**
 * Behind one number: its formula with the values filled in, its people, what was left out.
 * The definition's words are in the catalogue under the key.
 */
export type DoorView = { key: CardKey, card: Card, period: PeriodView, window_days: number, formula: Formula, groups: Array<DoorGroup>, excluded: Excluded, 
/**
 * The classic figure beside the true one, for CRR.
 */
classic: number | null, };

export type DraftKept = { body: string | null, };

/**
 * Cash put into the drawer or taken out of it.
 */
export type DrawerMoveId = number;

/**
 * Which way cash goes.
 */
export type DrawerWay = "in" | "out";

export type DuplicateList = { total: number, pairs: Array<DuplicatePair>, 
/**
 * When everybody was looked at last.
 */
looked: DayView | null, 
/**
 * Merges that can still be taken back, newest first.
 */
merges: Array<MergeView>, };

export type DuplicatePair = { a: CustomerRow, b: CustomerRow, score: number, reasons: Array<Sameness>, };

/**
 * What a purchase earns on.
 */
export type EarnBase = "net" | "gross";

/**
 * How the points of one sale come about. `points` = Σ parts; bonuses are parts of their own.
 */
export type EarnBreakdown = { base_rial: Rial, unit_rial: Rial, points_per_unit: Points, points: Points, 
/**
 * The part of the base that earned nothing (less than one unit).
 */
remainder_rial: Rial, 
/**
 * From earlier purchases, when the program carries the rest over.
 */
carried_rial: Rial, parts: Array<EarnPart>, 
/**
 * The first day on which the points can be spent; none at once.
 */
available_from: DayView | null, 
/**
 * Their last day; none for ever.
 */
expires: DayView | null, };

/**
 * One reason for points; its sentence is in the catalogue under `kind`.
 */
export type EarnPart = { kind: EarnPartKind, 
/**
 * Which rule of the program; "base" for the base rule.
 */
rule: string, 
/**
 * As the owner named it; empty for the base rule.
 */
name: string, 
/**
 * Of multipliers only: 200 is twice.
 */
percent: number | null, 
/**
 * May be below zero for a multiplier below once.
 */
points: Points, };

export type EarnPartKind = "base" | "tier" | "category" | "product" | "campaign" | "first_purchase" | "nth_purchase" | "birthday" | "anniversary" | "referral" | "survey";

/**
 * Change only some fields.
 */
export type EditCustomer = { request_id: string, customer: CustomerId, patch: Partial<CustomerFields>, shared_mobile_ok: boolean, };

export type EndSuspended = { request_id: string, suspended: SuspendedId, };

/**
 * Why points came or went.
 */
export type EntryKind = "earn" | "bonus" | "redeem" | "expire" | "reverse-earn" | "reverse-redeem" | "adjust" | "opening" | "merge-in" | "merge-out" | "transfer";

/**
 * Erase a person for good. The name is typed by whoever does it.
 */
export type EraseCustomer = { request_id: string, customer: CustomerId, typed_name: string, };

/**
 * What erasing would take and leave, to be named before it is done.
 */
export type EraseSummary = { name: string, 
/**
 * Records that go: this one and those merged into it.
 */
records: number, notes: number, sales_kept: number, };

/**
 * What the numbers of the period leave out.
 */
export type Excluded = { anonymous_sales: number, anonymous_rial: Rial, cancelled_sales: number, leads: number, };

export type ExpectedNext = { from: DayView, to: DayView, };

export type ExpiringList = { total: number, points: Points, rial: Rial, people: Array<ExpiringPerson>, };

export type ExpiringPerson = { customer: CustomerId, name: string, mobile: string | null, points: Points, rial: Rial, first_day: DayView, };

/**
 * The rule by which a lot gets its last day.
 */
export type Expiry = { "kind": "never" } | { "kind": "months", months: number, } | { "kind": "end_of_month" } | { "kind": "end_of_season" } | { "kind": "end_of_year" };

export type ExplainSegment = { rule: SegmentRule, customer: CustomerId, };

export type ExportCustomer = { request_id: string, customer: CustomerId, };

/**
 * The household of the person at the counter.
 */
export type FamilyAtCounter = { family: FamilyId, name: string, 
/**
 * Names of the others, in the order in which they came.
 */
others: Array<string>, points: Points, points_value_rial: Rial, };

export type FamilyChanged = { 
/**
 * None when the last one who was left alone made it end.
 */
family: FamilyId | null, repeated: boolean, };

/**
 * A household that spends its points together.
 */
export type FamilyId = number;

/**
 * The household in a sale that is being typed.
 */
export type FamilyInSale = { name: string, 
/**
 * What they may spend together before the sale.
 */
points: Points, 
/**
 * After what this sale spends; what it earns is not in it.
 */
points_after: Points, 
/**
 * Whose points the sale takes, the buyer's first; empty when it spends none.
 */
taken: Array<FamilyShare>, };

/**
 * Somebody who shares a mobile.
 */
export type FamilyMember = { id: CustomerId, name: string, initials: string, orders: number, last: DayView | null, };

/**
 * Somebody comes into a family, or leaves it.
 */
export type FamilyOfMember = { request_id: string, family: FamilyId, customer: CustomerId, };

/**
 * The household on the page of one of its people.
 */
export type FamilyPage = { family: FamilyView | null, 
/**
 * Who shares a mobile with this person and is in no family yet.
 */
suggested: Array<PoolPerson>, 
/**
 * What a new family would be called after.
 */
last_name: string, };

/**
 * One person's part of what is spent or comes back.
 */
export type FamilyShare = { customer: CustomerId, name: string, points: Points, };

export type FamilyView = { family: FamilyId, name: string, 
/**
 * In the order in which they came.
 */
members: Array<PoolMember>, 
/**
 * What they may spend together: Σ spendable lots − Σ debts − Σ holds.
 */
points: Points, points_value_rial: Rial, };

/**
 * One field of an edit; texts as a person reads them.
 */
export type FieldChange = { 
/**
 * Name of a member of `CustomerFields`.
 */
field: string, 
/**
 * Which of several: the name of an own field, a channel.
 */
part: string, before: string, after: string, };

/**
 * A problem beside the field it belongs to.
 */
export type FieldProblem = { field: SaleField, problem: Problem, };

/**
 * A file a person chose; the window never sees a path.
 */
export type FileToken = { token: string, name: string, bytes: number, };

export type FilterCount = { filter: CustomerFilter, count: number, };

export type FindInterests = { text: string, limit: number, };

export type FindPeople = { 
/**
 * As typed: any digits, any ی/ک, any spacing, even the wrong keyboard layout.
 */
text: string, limit: number, };

export type FindProducts = { text: string, limit: number, };

export type FindSale = { 
/**
 * An invoice number or the code of a receipt, any digits.
 */
text: string, };

/**
 * What has been typed of a new person so far.
 */
export type FindSimilar = { first_name: string, last_name: string, mobile: string, national_code: string, card_no: string, 
/**
 * The person that is edited, if any.
 */
except: CustomerId | null, };

/**
 * Where somebody stands by the chance of a purchase within the window.
 */
export type ForecastBand = "coming" | "unsure" | "slipping";

export type ForecastFigures = { as_of: DayView, 
/**
 * No sale has changed since.
 */
current: boolean, window_days: number, 
/**
 * What it rests on.
 */
customers: number, repeaters: number, history_days: number, first_order: DayView | null, 
/**
 * Left out: sales without a customer, people without a purchase.
 */
anonymous_sales: number, leads: number, 
/**
 * What is still to come before people are ranked; absent when nothing is.
 */
missing_for_ranking: ForecastMissing | null, 
/**
 * What is still to come before sums are told.
 */
missing_for_money: ForecastMissing | null, refused: ForecastRefusal | null, model: ForecastModel | null, totals: Array<ForecastTotal>, 
/**
 * Refits behind each range.
 */
refits: number, 
/**
 * Customers who are probably still here, and the others; absent where the data does not tell.
 */
presence: ForecastPresence | null, bands: Array<BandCount>, spending: ForecastSpending | null, back_test: BackTestView | null, };

export type ForecastMissing = { customers: number, repeaters: number, days: number, 
/**
 * When the days will be enough.
 */
on: DayView | null, };

/**
 * The model in plain figures.
 */
export type ForecastModel = { name: ForecastModelName, 
/**
 * Regularity of the gaps; 1 is none.
 */
regularity: number, 
/**
 * Purchases a year of a usual customer while a customer.
 */
purchases_per_year: number, 
/**
 * The share that leaves after a purchase.
 */
leave_share: number, 
/**
 * The data tells who left from who buys rarely.
 */
presence_is_told: boolean, 
/**
 * r, α, a, b as the books name them, in weeks.
 */
parameters: Array<NamedValue>, };

export type ForecastModelName = "mbg_nbd" | "mbg_cnbd_k";

export type ForecastPeople = { total: number, as_of: DayView | null, rows: Array<ForecastPerson>, };

export type ForecastPerson = { row: CustomerRow, outlook: PersonOutlook, };

export type ForecastPresence = { here: number, gone: number, };

/**
 * Why the shop's data carries no model.
 */
export type ForecastRefusal = "too_few" | "no_repeats" | "all_alike" | "not_settled";

export type ForecastSort = "at_stake" | "value" | "likely" | "unlikely";

export type ForecastSpending = { 
/**
 * The basket to expect of somebody of whom nothing is known.
 */
basket_rial: Rial, customers: number, 
/**
 * Repeaters without a positive amount.
 */
left_out: number, 
/**
 * Between how often and how much; the model takes them to be unrelated.
 */
correlation: number, };

/**
 * Everybody together, from low to high.
 */
export type ForecastTotal = { days: number, until: DayView, purchases_low: number, purchases_high: number, money_low_rial: Rial | null, money_high_rial: Rial | null, };

export type ForecastView = { 
/**
 * A new one is being counted; `forecast` is the one before, if there is one.
 */
counting: boolean, forecast: ForecastFigures | null, };

/**
 * Named terms; the catalogue holds the formula's layout and the names.
 */
export type Formula = { "shape": "ratio", numerator: Term, denominator: Term, } | { "shape": "product", factors: Array<Term>, } | { "shape": "count", of: Term, };

export type GapBinView = { from_days: number, 
/**
 * None: and more.
 */
to_days: number | null, gaps: number, };

export type GapsView = { count: number, days_p50: number | null, days_p80: number | null, days_p90: number | null, 
/**
 * Adjoining, from one day on.
 */
bins: Array<GapBinView>, 
/**
 * The shop's W, and what its gaps suggest.
 */
window_days: number, window_suggested_days: number, 
/**
 * Too few gaps to say anything of the shop's rhythm.
 */
few: boolean, };

export type Gender = "female" | "male";

/**
 * One personal code for each of these people.
 */
export type GenerateCoupons = { request_id: string, customers: Array<CustomerId>, 
/**
 * And everybody who stands in this tier now.
 */
tier?: string, fields: CouponFields, };

/**
 * What the club took off the sales of the period.
 */
export type GivenView = { points_rial: Rial, rewards_rial: Rial, coupons_rial: Rial, };

export type GroupView = { customers: number, net_rial: Rial, };

export type HealthReason = { tone: Tone, reason: Reason, };

/**
 * The relationship against the person's own rhythm.
 */
export type HealthView = { 
/**
 * `None`: too few data.
 */
score: number | null, reasons: Array<HealthReason>, alarm: Alarm | null, next: Next, };

/**
 * What to say now; the sentence is in the catalogue under `kind`.
 */
export type Hint = { "kind": "birthday_today" } | { "kind": "birthday_soon", in_days: number, day: DayView, } | { "kind": "points_expiring", points: Points, in_days: number, } | { "kind": "lapsed", days_since: number, usual_days: number, } | { "kind": "second_purchase" } | { "kind": "first_purchase" } | { "kind": "points_usable", points: Points, value_rial: Rial, };

export type HoldState = "nothing" | "active" | "expired";

export type ImportColumn = { column: number, 
/**
 * Empty when the column has none; a very long one is cut.
 */
header: string, field: string | null, 
/**
 * Recognised with doubt: worth a look.
 */
doubtful: boolean, };

/**
 * Past imports, newest first.
 */
export type ImportHistory = { imports: Array<ImportRun>, };

export type ImportIssue = { 
/**
 * The row as the person sees it in the file (1 is the header).
 */
row: number, field: string | null, 
/**
 * Who or what the row is about, when readable.
 */
subject: string | null, raw: string, problem: Problem, };

export type ImportKind = "customers" | "sales" | "returns" | "orders";

/**
 * Any readable table gets one. While the kind or a column is missing, the rows were not read: `rows` is none and
 * the counts are empty.
 */
export type ImportPreview = { file: FileToken, 
/**
 * None: neither the person nor the headers say; ask.
 */
kind: ImportKind | null, 
/**
 * There is no header row.
 */
first_row_is_data: boolean, 
/**
 * The unit the file's amounts are read in.
 */
money_unit: MoneyUnit, 
/**
 * No header names a unit: ask.
 */
money_unit_guessed: boolean, 
/**
 * The unit looks wrong: ask.
 */
money_unit_doubt: MoneyUnitDoubt | null, 
/**
 * What keeps the file from being imported.
 */
missing: Array<MissingField>, 
/**
 * Fields that stand in several columns and may not: they keep the file from being imported too.
 */
twice: Array<string>, 
/**
 * «Windows-1256», «UTF-8», «xlsx» …
 */
encoding: string, rows: number | null, columns: Array<ImportColumn>, 
/**
 * Every field this kind of file can have.
 */
fields: Array<string>, 
/**
 * First rows as they will be stored, one text a column of `columns`; empty where nothing will be.
 */
first_rows: Array<Array<string>>, rows_ready: number, 
/**
 * Rows with at least one issue.
 */
rows_to_look_at: number, 
/**
 * Counts under the report's names (`no_phone`, `shared_phone`, `sales_invoices` …).
 */
counts: Record<string, number | string | null>, issue_groups: Array<IssueGroup>, 
/**
 * This very file has been imported before; running it again changes nothing.
 */
already_imported: boolean, };

export type ImportReport = { kind: ImportKind, 
/**
 * Nothing was written: the same content is already in the shop.
 */
unchanged: boolean, 
/**
 * Counts under fixed names (`customers`, `sales_lines`, `sales_total_rial` …).
 */
counts: Record<string, number | string | null>, issue_groups: Array<IssueGroup>, took_ms: number, };

export type ImportRun = { file_name: string, kind: ImportKind, day: DayView, time: string, rows: number, rows_to_look_at: number, };

export type InterestKind = "category" | "product";

export type InterestTyped = { kind: InterestKind, id: number, };

export type InterestView = { kind: InterestKind, id: number, name: string, };

export type InterestsFound = { hits: Array<InterestView>, };

export type IssueCard = { request_id: string, customer: CustomerId, };

export type IssueGroup = { code: string, severity: IssueSeverity, count: number, 
/**
 * The first ones, at most 200.
 */
issues: Array<ImportIssue>, };

export type IssueSeverity = "rejected" | "cell_kept_aside" | "notice";

export type JobPhase = "reading" | "checking" | "writing" | "counting";

/**
 * Sent while a long job runs and once when it ends. Event name: `job`.
 */
export type JobProgress = { job: string, state: JobState, };

export type JobRef = { job: string, };

export type JobStarted = { job: string, };

export type JobState = { "state": "running", phase: JobPhase, done: number, 
/**
 * None while unknown.
 */
total: number | null, elapsed_ms: number, } | { "state": "cancelled" } | { "state": "failed", problem: Problem, } | { "state": "previewed", preview: ImportPreview, } | { "state": "imported", report: ImportReport, } | { "state": "sample_ready" } | { "state": "duplicates_found", pairs: number, };

export type JobView = { job: string, work: JobWork, 
/**
 * The file it is about.
 */
file: FileToken | null, state: JobState, };

export type JobWork = "analyse" | "import" | "sample" | "duplicates";

/**
 * The sale being typed, as the counter wrote it, or the club's program; it survives a crash and the lock.
 */
export type KeepDraft = { 
/**
 * None forgets it.
 */
body: string | null, };

export type KeptRaw = { field: string, raw: string, };

export type KindTotal = { kind: EntryKind, points: Points, };

/**
 * All tiers with the rule that moves people between them; no tiers, no ladder.
 */
export type Ladder = { basis: TierBasis, 
/**
 * The rolling window, in Jalali months.
 */
window_months: number, 
/**
 * Days below the threshold before a review takes a tier away.
 */
grace_days: number, 
/**
 * From the lowest threshold to the highest.
 */
tiers: Array<Tier>, };

/**
 * The job that runs now or ran last, for a page that was opened again.
 */
export type LatestJob = { job: JobView | null, };

export type LeadBoard = { columns: Array<LeadColumn>, 
/**
 * Won leads are shown for so many days.
 */
won_days: number, open_offers: number, 
/**
 * Open offers whose day to remind has come.
 */
due_offers: number, };

export type LeadColumn = { stage: LeadStage, total: number, rows: Array<LeadRow>, };

export type LeadRow = { customer: CustomerId, name: string, initials: string, mobile: string | null, channel: string | null, reason: string, since: DayView, open_offer: OfferView | null, };

export type LeadStage = "new" | "contacted" | "offer" | "won" | "lost";

export type LeadView = { stage: LeadStage, 
/**
 * Why it was lost.
 */
reason: string, since: DayView, };

/**
 * What outstanding points cost.
 */
export type Liability = { open: Points, debt: Points, rial: Rial, months: Array<LiabilityMonth>, issued: Points, redeemed: Points, expired: Points, 
/**
 * expired ÷ issued, in hundredths of a percent; none before anything was issued.
 */
breakage_basis_points: number | null, };

/**
 * Points that end in one Jalali month; no month for those that never do.
 */
export type LiabilityMonth = { 
/**
 * «آذر ۱۴۰۵»
 */
label: string | null, points: Points, rial: Rial, };

export type LineInput = { product: ProductId | null, title: string, 
/**
 * Whole pieces; ignored when `quantity_milli` is given.
 */
quantity: number, unit_price_rial: Rial, 
/**
 * Thousandths, for goods by weight: 1500 is one and a half kilo.
 */
quantity_milli?: number | null, 
/**
 * Off this line.
 */
discount_rial?: Rial | null, };

export type ListCloses = { offset: number, limit: number, };

export type ListCoupons = { 
/**
 * Part of the code or the name; empty for all.
 */
text: string, 
/**
 * Only those that this person can use or has.
 */
customer: CustomerId | null, archived: boolean, skip: number, limit: number, };

export type ListCustomers = { 
/**
 * Empty for everybody; otherwise searched as in `find_people`.
 */
text: string, filter: CustomerFilter, 
/**
 * All of them must hold.
 */
custom: Array<CustomFilter>, 
/**
 * Only who is in a segment.
 */
segment?: SegmentFilter, 
/**
 * Own fields whose values the rows bring.
 */
columns: Array<CustomFieldId>, sort: CustomerSort, descending: boolean, offset: number, limit: number, };

export type ListForecastPeople = { sort: ForecastSort, band: ForecastBand | null, offset: number, limit: number, };

/**
 * Which periods there are to choose from.
 */
export type ListPeriods = { kind: PeriodKind, };

export type ListProducts = { 
/**
 * As typed: part of a name, a code or a barcode; empty for all.
 */
text: string, category: CategoryId | null, 
/**
 * The archived ones instead of those that are sold.
 */
archived: boolean, offset: number, limit: number, };

export type ListRewards = { 
/**
 * Says for each whether this person can have it now.
 */
customer: CustomerId | null, archived: boolean, };

export type ListSegments = { archived: boolean, };

/**
 * One open lot of points.
 */
export type LotView = { entry: PointsEntryId, open: Points, opened: DayView, expires: DayView | null, 
/**
 * The first day on which it can be spent, while that is still to come.
 */
available: DayView | null, };

export type MakeFamily = { request_id: string, 
/**
 * Empty for the family name of the first.
 */
name: string, 
/**
 * Two or more, each once.
 */
members: Array<CustomerId>, };

export type MarkDelivered = { request_id: string, sale: SaleId, 
/**
 * The day it was delivered; none opens the delivery again.
 */
delivered: ShopDay | null, };

export type MatchField = "name" | "phone" | "code" | "card" | "national_code" | "tag" | "other" | "near";

export type MemberCard = { head: PrintHead, customer: CustomerId, name: string, member_since: DayView, 
/**
 * None when no card was issued yet.
 */
card_no: string | null, barcode: CodeView | null, qr: CodeView | null, };

/**
 * Make two records one. What both have is taken from the kept one unless `from_gone` names it; numbers, tags, interests
 * and history of both are kept in any case.
 */
export type MergeCustomers = { request_id: string, kept: CustomerId, gone: CustomerId, 
/**
 * Names of fields to take from the record that goes.
 */
from_gone: Array<string>, };

/**
 * Two records made one.
 */
export type MergeId = number;

export type MergeView = { merge: MergeId, kept: CustomerId, kept_name: string, gone_name: string, day: DayView, can_undo: boolean, };

export type Merged = { merge: MergeId, kept: CustomerId, name: string, repeated: boolean, };

export type Missing = "too_early" | "no_data" | "no_cost";

/**
 * Fields of which one is enough, and which no column holds yet.
 */
export type MissingField = { one_of: Array<string>, };

/**
 * A moment as people say it: a day and the minute of it.
 */
export type Moment = { day: ShopDay, minute: number, };

export type MomentView = { moment: Moment, day: DayView, 
/**
 * HH:MM, ASCII digits.
 */
time: string, };

/**
 * The unit an amount is shown and typed in. Storage is always rial.
 */
export type MoneyUnit = "toman" | "rial" | "new_rial";

/**
 * Why the money unit of a file looks wrong.
 */
export type MoneyUnitDoubt = "header_says_other" | "too_large" | "too_small";

/**
 * Cash put into the drawer or taken out of it, for something other than a sale.
 */
export type MoveCash = { request_id: string, way: DrawerWay, 
/**
 * Above zero.
 */
amount_rial: Rial, reason: string, };

export type MoveUndone = { 
/**
 * The move of the opposite sign.
 */
by: DrawerMoveId, repeated: boolean, };

/**
 * Points are multiplied: 200 percent is twice, 0 percent is none at all.
 */
export type Multiplier = { id: string, name: string, percent: number, scope: MultiplierScope, };

/**
 * On which purchases a multiplier works.
 */
export type MultiplierScope = { "kind": "category", category: CategoryId, } | { "kind": "product", product: ProductId, } | { "kind": "campaign", from: ShopDay, 
/**
 * Inclusive.
 */
to: ShopDay, 
/**
 * Saturday is 0; empty is every day.
 */
weekdays: Array<number>, 
/**
 * Minutes since midnight; the end is exclusive, 1440 is midnight.
 */
from_minute: number, to_minute: number, };

export type NamedPerson = { id: CustomerId, name: string, };

export type NamedValue = { name: string, value: number, };

/**
 * What to do next; the words are in the catalogue.
 */
export type Next = { "kind": "congratulate", in_days: number, } | { "kind": "remind_offer", in_days: number, } | { "kind": "call_back", since: number, usual: number, } | { "kind": "ask_what_changed" } | { "kind": "tell_points_end", points: number, in_days: number, } | { "kind": "invite_second", since: number, } | { "kind": "invite_back", since: number, usual: number, } | { "kind": "first_contact" } | { "kind": "ask_phone" } | { "kind": "ask_consent" } | { "kind": "wait_for", in_days: number, } | { "kind": "nothing" };

/**
 * A note about a customer.
 */
export type NoteId = number;

export type NoteSaved = { note: NoteId, repeated: boolean, };

/**
 * A request or answer without fields.
 */
export type Nothing = Record<symbol, never>;

export type NumberName = { id: number, name: string, };

/**
 * An offer as the start of a sale.
 */
export type OfferDraft = { offer: OfferId, customer: CustomerId, lines: Array<LineInput>, note: string, };

/**
 * A quote, or a basket that was left.
 */
export type OfferId = number;

export type OfferKind = "quote" | "basket";

export type OfferLineView = { product: ProductId | null, title: string, quantity_milli: number, unit_price_rial: Rial, total_rial: Rial, };

export type OfferList = { open: number, due: number, offers: Array<OfferView>, };

export type OfferRef = { offer: OfferId, };

export type OfferSaved = { offer: OfferId, repeated: boolean, };

export type OfferState = "open" | "sold" | "lost";

export type OfferView = { offer: OfferId, customer: CustomerId, customer_name: string, kind: OfferKind, day: DayView, remind: DayView | null, note: string, total_rial: Rial, lines: Array<OfferLineView>, state: OfferState, reason: string, sale: SaleId | null, };

export type OpenCustomer = { customer: CustomerId, };

export type OpenSample = { size: SampleSize, };

export type OpenSegment = { segment: SegmentId, };

export type OutlookRange = { purchases_low: number, purchases_high: number, value_low_rial: Rial | null, value_high_rial: Rial | null, };

export type OverlapSegments = { segments: Array<SegmentId>, };

export type OwnerReset = { 
/**
 * Who has a new secret; none when it was refused.
 */
name: string | null, problem: Problem | null, };

export type Paper = "roll80" | "a4" | "card";

export type ParetoView = { 
/**
 * The fewest customers that bring 80 % of the revenue; none without revenue.
 */
customers_for_80pct: number | null, customers_share_for_80pct: number | null, top20pct_share: number | null, top20pct_customers: number, 
/**
 * From nobody to everybody, the most valuable first.
 */
curve: Array<CurvePointView>, };

export type PayKind = "card" | "cash" | "transfer" | "credit";

export type PaymentInput = { kind: PayKind, amount_rial: Rial, };

export type PeopleBehind = { total: number, rows: Array<CustomerRow>, };

export type PeopleFound = { hits: Array<PersonHit>, 
/**
 * What the text was read as, when it was typed on the wrong keyboard layout («hgd» → «علی»).
 */
read_as: string | null, 
/**
 * There are more than `limit`.
 */
more: boolean, };

/**
 * The people behind a number.
 */
export type PeopleSet = "start" | "kept" | "lapsed" | "reactivated" | "new" | "end" | "ordering" | "first_order" | "returning" | "repeaters" | "one_timers" | "buyers";

/**
 * What a report is about.
 */
export type Period = { "kind": "month", year: number, month: number, } | { "kind": "season", year: number, season: number, } | { "kind": "year", year: number, } | { "kind": "range", from: ShopDay, to: ShopDay, };

export type PeriodChoice = { period: Period, label: string, };

export type PeriodKind = "month" | "season" | "year";

export type PeriodList = { 
/**
 * Newest first, from the current one back to the first order.
 */
periods: Array<PeriodChoice>, };

export type PeriodView = { period: Period, 
/**
 * «پاییز ۱۴۰۵»
 */
label: string, from: DayView, to: DayView, 
/**
 * The last day is not after the as-of day.
 */
complete: boolean, days_done: number, days_total: number, previous: Period, previous_label: string, 
/**
 * None when the next period starts after the as-of day.
 */
next: Period | null, last_year: Period, last_year_label: string, };

export type PersonHit = { id: CustomerId, name: string, initials: string, mobile: string | null, city: string | null, code: string | null, tags: Array<string>, matched: MatchField, 
/**
 * Range of characters (not bytes) of `name`, or of `mobile` for a phone match, that matched.
 */
highlight: [number, number] | null, orders: number, last: DayView | null, points_balance: Points, status: RhythmStatus, };

/**
 * What the page shows beside the fields themselves.
 */
export type PersonMore = { phones: Array<PhoneView>, referrer: PersonRef | null, 
/**
 * Whom this person brought, at most ten.
 */
referred: Array<PersonRef>, referred_count: number, family: Array<FamilyMember>, consents: Array<ConsentView>, interests: Array<InterestView>, 
/**
 * Fields that are in use, with or without a value.
 */
custom: Array<CustomView>, created: DayView, 
/**
 * Of somebody who has not bought yet.
 */
lead: LeadView | null, open_offers: Array<OfferView>, 
/**
 * Records that were merged into this one.
 */
merges: Array<MergeView>, 
/**
 * This record was merged away: that one goes on.
 */
merged_into: PersonRef | null, birthday: BirthdayView | null, };

/**
 * One customer's outlook, as of the day of the forecast.
 */
export type PersonOutlook = { as_of: DayView, window_days: number, band: ForecastBand, 
/**
 * The chance of a purchase within the window.
 */
p_buy: number, 
/**
 * The chance of still being a customer; absent where the shop's data does not tell.
 */
p_alive: number | null, 
/**
 * Purchases of the next twelve months.
 */
purchases: number, 
/**
 * Sales of the next twelve months; absent until sums are told.
 */
value_rial: Rial | null, 
/**
 * The same from low to high; only on the customer's own page and where sums are told.
 */
range: OutlookRange | null, 
/**
 * The part of it that hangs on a purchase which may not come within the window.
 */
at_stake_rial: Rial | null, };

export type PersonRef = { id: CustomerId, name: string, };

export type PersonalCode = { customer: CustomerId, coupon: CouponId, code: string, name: string, 
/**
 * National form.
 */
mobile: string | null, };

export type PhoneTyped = { number: string, 
/**
 * «همسر», «محل کار» …
 */
label: string, };

export type PhoneView = { 
/**
 * National spelling of a mobile, as written otherwise.
 */
number: string, label: string, mobile: boolean, 
/**
 * How many people share it, this one included.
 */
shared_by: number, };

export type PickedFile = { 
/**
 * None when the person closed the dialog.
 */
file: FileToken | null, };

/**
 * A number of loyalty points, signed in ledger rows.
 */
export type Points = number;

export type PointsChanged = { balance: Points, repeated: boolean, };

/**
 * One row of the points ledger; a positive row is also the id of the lot it opens.
 */
export type PointsEntryId = number;

export type PoolMember = { person: PoolPerson, 
/**
 * Of their own, if they were alone.
 */
spendable: Points, held: Points, debt: Points, since: DayView, };

export type PoolPerson = { id: CustomerId, name: string, initials: string, 
/**
 * National form, ASCII digits.
 */
mobile: string | null, points_balance: Points, };

export type PreviewReturn = { sale: SaleId, what: ReturnWhat, 
/**
 * The parts of the refund that a person chose, to be looked at; none while the proposal stands.
 */
refund?: Array<PaymentInput> | null, };

/**
 * What the sale would be, while it is being typed. Nothing is written.
 */
export type PreviewSale = { customer: CustomerId | null, 
/**
 * As typed, in the shop's unit; ignored when there are lines.
 */
amount_text: string, lines: Array<LineInput>, 
/**
 * As typed; empty for none.
 */
discount_text: string, 
/**
 * As typed; empty for none.
 */
redeem_text: string, 
/**
 * As typed or scanned; empty for none.
 */
coupon_code?: string | null, reward?: RewardId | null, 
/**
 * Today when absent.
 */
day?: ShopDay | null, 
/**
 * The suspended sale that this one goes on with: the points it reserves are its own to spend.
 */
suspended?: SuspendedId | null, };

/**
 * The shop's own words on paper.
 */
export type PrintHead = { shop_name: string, header: string, footer: string, };

export type PrintOutcome = "handed" | "saved" | "dismissed";

/**
 * Prints what the window shows in its print view.
 */
export type PrintPage = { paper: Paper, 
/**
 * How long the content is, for a roll.
 */
height_mm: number, 
/**
 * Save a PDF instead of asking the printer.
 */
pdf: boolean, 
/**
 * The suggested name of the file, without its ending.
 */
name: string, };

export type Printed = { outcome: PrintOutcome, 
/**
 * Where the file is.
 */
path: string | null, };

/**
 * A coded message with its parameters; the words are in the catalogue.
 */
export type Problem = { 
/**
 * A `Code` as text, the key of the sentence in the catalogue.
 */
code: string, params: Record<string, string | number>, };

/**
 * A product as a person types it; every text is read in Rust.
 */
export type ProductFields = { name: string, code: string, barcode: string, 
/**
 * By name; a new name makes a new category.
 */
category: string, 
/**
 * In the shop's unit; empty when it is asked at the counter.
 */
price: string, cost: string, };

export type ProductHit = { id: ProductId, name: string, code: string | null, barcode: string | null, price_rial: Rial | null, };

/**
 * A product that can be sold.
 */
export type ProductId = number;

export type ProductList = { 
/**
 * That fit the text and the category.
 */
total: number, rows: Array<ProductRow>, categories: Array<CategoryRow>, 
/**
 * All that are sold, whatever was typed.
 */
sold: number, archived: number, 
/**
 * Cost and margin are in the rows, and rows may be changed.
 */
may_manage: boolean, 
/**
 * What the text was read as, when it was typed on the wrong keyboard layout.
 */
read_as: string | null, };

export type ProductRow = { id: ProductId, name: string, code: string | null, barcode: string | null, category: CategoryId | null, category_name: string | null, price_rial: Rial | null, 
/**
 * Only for who manages products.
 */
cost_rial: Rial | null, 
/**
 * price − cost, when both are known.
 */
margin_rial: Rial | null, 
/**
 * Of the price, in tenths of a percent.
 */
margin_permille: number | null, archived: boolean, };

export type ProductSaved = { id: ProductId, name: string, price_rial: Rial | null, repeated: boolean, };

export type ProductTimes = { name: string, times: number, };

export type ProductsFound = { hits: Array<ProductHit>, };

/**
 * The rules of the club, as the owner set them.
 */
export type Program = { 
/**
 * So many rial …
 */
unit: Rial, 
/**
 * … earn so many points.
 */
points_per_unit: Points, base: EarnBase, remainder: Remainder, 
/**
 * Composed as base × (1 + Σ(mᵢ − 1)).
 */
multipliers: Array<Multiplier>, bonuses: Array<Bonus>, 
/**
 * So many points …
 */
redeem_points: Points, 
/**
 * … are so many rial off.
 */
redeem_value: Rial, 
/**
 * Points are redeemed in whole multiples of this, itself a multiple of `redeem_points`; 0 is `redeem_points`.
 */
redeem_step: Points, 
/**
 * No redemption below this.
 */
redeem_minimum: Points, 
/**
 * At most this share of a basket can be paid with points, 0–100.
 */
redeem_cap_percent: number, expiry: Expiry, 
/**
 * Points can be spent so many days after they were earned; 0 is at once.
 */
available_after_days: number, 
/**
 * Points that end within so many days are on the warning list.
 */
expiry_warning_days: number, 
/**
 * What becomes of points that were spent before their purchase came back.
 */
spent_points: SpentPoints, 
/**
 * Redeemed points that come back after their last day can be spent so many days more.
 */
return_grace_days: number, ladder: Ladder, };

export type ProgramSaved = { revision: number, 
/**
 * Points that got a last day because expiry was switched on, and that day.
 */
dated_points: Points, dated_to: DayView | null, repeated: boolean, };

export type ProgramVersion = { revision: number, saved: DayView, saved_by: string | null, sentence: Array<SentencePart>, 
/**
 * What going back to it begins with.
 */
program: Program, };

/**
 * The loyalty program in its simple form: every `unit_rial` earns `points_per_unit`.
 */
export type ProgramView = { unit_rial: Rial, points_per_unit: Points, redeem_points: Points, redeem_value_rial: Rial, };

export type PromiseDelivery = { request_id: string, sale: SaleId, 
/**
 * None takes an open promise away.
 */
promised: ShopDay | null, note: string, };

/**
 * A campaign that is being thought about.
 */
export type PromotionCost = { from: ShopDay, to: ShopDay, 
/**
 * Saturday is 0; empty is every day.
 */
weekdays: Array<number>, percent: number, };

export type PromotionEstimate = { 
/**
 * Days of the campaign that fall on its weekdays.
 */
days: number, 
/**
 * Mean net sales to members on such a day, over the last 13 weeks.
 */
day_rial: Rial, extra_points: Points, cost_rial_most: Rial, cost_rial_expected: Rial, };

export type PurchaseDot = { day: DayView, net_rial: Rial, };

export type Purpose = "acquisition" | "rewards" | "messages" | "campaigns" | "other";

/**
 * An amount as typed, in the shop's unit.
 */
export type ReadAmount = { text: string, };

export type ReadBehaviour = { 
/**
 * None: today.
 */
as_of: ShopDay | null, };

export type ReadBehaviourPeople = { set: BehaviourSet, 
/**
 * None: today.
 */
as_of: ShopDay | null, offset: number, limit: number, };

export type ReadBoard = { 
/**
 * None: the current season.
 */
period: Period | null, 
/**
 * None: the shop's own W.
 */
window_days: number | null, 
/**
 * None: today.
 */
as_of: ShopDay | null, };

export type ReadCosts = { 
/**
 * None: the current month.
 */
period: Period | null, };

/**
 * The purchases of one day: where a person reads a back-dated sale.
 */
export type ReadDay = { 
/**
 * As typed, any spelling of a Jalali or Gregorian date.
 */
text: string, };

export type ReadDoor = { key: CardKey, period: Period, window_days: number | null, as_of: ShopDay | null, };

export type ReadDuplicates = { offset: number, limit: number, };

export type ReadExpiring = { 
/**
 * None is the program's own warning time.
 */
days: number | null, skip: number, limit: number, };

export type ReadForecast = { 
/**
 * Count anew even if the last one is of today.
 */
again: boolean, };

export type ReadLeads = { 
/**
 * `None` for the first of every stage.
 */
stage: LeadStage | null, offset: number, limit: number, };

export type ReadOffers = { 
/**
 * `None` for everybody's open ones.
 */
customer: CustomerId | null, offset: number, limit: number, };

export type ReadPeople = { set: PeopleSet, period: Period, window_days: number | null, as_of: ShopDay | null, offset: number, limit: number, };

export type ReadStatement = { customer: CustomerId, 
/**
 * Entries already seen.
 */
skip: number, limit: number, };

export type ReadTierChanges = { 
/**
 * None for everybody.
 */
customer: CustomerId | null, skip: number, limit: number, };

export type ReadySegment = { 
/**
 * Its words are in the catalogue.
 */
key: string, rule: SegmentRule, count: SegmentCount, 
/**
 * The segment that was made from it.
 */
made: SegmentId | null, };

/**
 * A reason with the numbers of its sentence.
 */
export type Reason = { "kind": "in_time", usual: number, since: number, } | { "kind": "nearly_late", usual: number, since: number, } | { "kind": "late", usual: number, since: number, late: number, } | { "kind": "comes_oftener", before: number, now: number, } | { "kind": "comes_as_often", usual: number, } | { "kind": "comes_seldomer", before: number, now: number, } | { "kind": "buys_more", percent: number, } | { "kind": "buys_the_same" } | { "kind": "buys_less", percent: number, } | { "kind": "points_end", points: number, in_days: number, } | { "kind": "birthday_near", in_days: number, } | { "kind": "no_phone" } | { "kind": "never_asked" } | { "kind": "refused" } | { "kind": "offer_waits", in_days: number, } | { "kind": "not_bought_yet" } | { "kind": "bought_once", since: number, } | { "kind": "too_few_occasions", occasions: number, };

export type RecordReturn = { request_id: string, sale: SaleId, what: ReturnWhat, reason: string, 
/**
 * Must add up to `refund_rial` of the preview.
 */
refund: Array<PaymentInput>, 
/**
 * Today when absent; never before the sale.
 */
day: ShopDay | null, };

export type RecordSale = { 
/**
 * Minted by the caller; the same id again is a no-op with the same answer.
 */
request_id: string, customer: CustomerId | null, 
/**
 * The total when the sale is by amount alone; ignored when there are lines.
 */
amount_rial: Rial, lines: Array<LineInput>, discount_rial: Rial, redeem_points: Points, 
/**
 * Must add up to the payable amount.
 */
payments: Array<PaymentInput>, 
/**
 * Back-dated sale; today when absent.
 */
day: ShopDay | null, note: string, 
/**
 * As typed or scanned; empty for none.
 */
coupon_code?: string | null, reward?: RewardId | null, 
/**
 * The suspended sale that this one was; it ends with it.
 */
suspended?: SuspendedId | null, 
/**
 * The day the goods are promised for; none when they were taken along.
 */
promised?: ShopDay | null, 
/**
 * The offer that this sale came of; it is closed with it.
 */
offer?: OfferId, };

/**
 * What becomes of the part of an amount that is too small to earn.
 */
export type Remainder = "drop" | "carry";

export type RemoveCost = { request_id: string, cost: CostId, 
/**
 * False brings it back.
 */
removed: boolean, };

export type RemoveNote = { request_id: string, note: NoteId, 
/**
 * False brings it back.
 */
removed: boolean, };

export type RenameCategory = { request_id: string, category: CategoryId, name: string, };

export type RenameFamily = { request_id: string, family: FamilyId, name: string, };

export type ReopenOffer = { request_id: string, offer: OfferId, };

/**
 * One return (refund invoice).
 */
export type ReturnId = number;

export type ReturnLineInput = { line: SaleLineId, 
/**
 * Thousandths: 1000 is one piece.
 */
quantity_milli: number, };

/**
 * What a return does to points.
 */
export type ReturnPoints = { 
/**
 * What exactly these goods earned, part by part; points below zero.
 */
reversed: Array<EarnPart>, 
/**
 * Σ of `reversed`, as a number above zero.
 */
reversed_points: Points, 
/**
 * Of those, spent already.
 */
spent: Points, spent_policy: SpentPoints, 
/**
 * Redeemed points that come back.
 */
given_back: Points, 
/**
 * Of those, what goes back to others of the household that spent.
 */
given_back_to_others: Array<FamilyShare>, 
/**
 * Of the customer; none for an anonymous sale.
 */
balance_after: Points | null, 
/**
 * The tier after the return, when it changes.
 */
tier_after: TierRef | null, tier_changes: boolean, };

/**
 * What the return would be; writes nothing.
 */
export type ReturnPreview = { sale: SaleId, invoice_no: string, day: DayView, customer: CustomerId | null, customer_name: string | null, 
/**
 * Every line of the sale with what of it can still come back; empty for a sale by amount.
 */
lines: Array<ReturnableLine>, 
/**
 * What the sale still holds in money.
 */
left_rial: Rial, 
/**
 * The money part of what comes back.
 */
goods_rial: Rial, 
/**
 * The value of spent points, kept back when the program says so.
 */
deducted_rial: Rial, 
/**
 * To be given back: goods − deducted. The refunds must add up to it.
 */
refund_rial: Rial, 
/**
 * How the sale was paid, as a first proposal for the refunds.
 */
refund: Array<PaymentInput>, 
/**
 * What is in none of the parts that were asked about; below zero when they are more than the refund.
 */
refund_left_rial: Rial, 
/**
 * Nothing of the sale is left afterwards.
 */
full: boolean, points: ReturnPoints, coupon_back: string | null, reward_back: string | null, problems: Array<Problem>, };

/**
 * The return as it was committed.
 */
export type ReturnReceipt = { id: ReturnId, sale: SaleId, invoice_no: string, day: DayView, customer: CustomerId | null, customer_name: string | null, goods_rial: Rial, deducted_rial: Rial, refund_rial: Rial, full: boolean, points: ReturnPoints, repeated: boolean, };

/**
 * What comes back.
 */
export type ReturnWhat = { "kind": "all" } | { "kind": "lines", lines: Array<ReturnLineInput>, } | { "kind": "amount", amount_rial: Rial, };

export type ReturnableLine = { line: SaleLineId, product: ProductId | null, title: string, unit_price_rial: Rial, quantity_milli: number, returned_milli: number, returning_milli: number, 
/**
 * The money part of what comes back of this line.
 */
goods_rial: Rial, };

export type ReverseCashMove = { request_id: string, movement: DrawerMoveId, };

/**
 * Takes points that were given or taken by hand back, by an entry of its own.
 */
export type ReversePoints = { request_id: string, entry: PointsEntryId, };

export type ReverseSettlement = { request_id: string, settlement: SettlementId, };

export type ReviewTiers = { request_id: string, };

/**
 * A reward that takes part in the sale.
 */
export type RewardApplied = { reward: RewardId, name: string, benefit: Benefit, points: Points, off_rial: Rial, };

export type RewardFields = { name: string, benefit: Benefit, points: Points, 
/**
 * How many there are; none for as many as wanted.
 */
stock: number | null, from: Moment | null, until: Moment | null, 
/**
 * Empty for everybody.
 */
tiers: Array<string>, 
/**
 * Members of these tiers may have it so many hours before `from`.
 */
early_tiers: Array<string>, early_hours: number, 
/**
 * The smallest basket that takes it; 0 for any.
 */
minimum_rial: Rial, };

/**
 * One reward of the club's catalogue.
 */
export type RewardId = number;

export type RewardList = { rewards: Array<RewardView>, };

export type RewardSaved = { reward: RewardId, repeated: boolean, };

export type RewardView = { id: RewardId, state: ShelfState, fields: RewardFields, archived: boolean, uses: number, left: number | null, from: MomentView | null, until: MomentView | null, 
/**
 * Why the customer asked for can not have it now; none when they can, or nobody was asked for.
 */
refusal: Problem | null, };

/**
 * What the scores of recency and frequency mean together.
 */
export type RfmSegment = "champions" | "loyal" | "potential_loyalist" | "new" | "promising" | "need_attention" | "about_to_sleep" | "cant_lose" | "at_risk" | "hibernating" | "lost";

export type RfmSegmentView = { segment: RfmSegment, group: GroupView, };

/**
 * Days since the last purchase beside the customer's own usual gap.
 */
export type Rhythm = { status: RhythmStatus, days_since: number | null, 
/**
 * The median gap of their own, when there are at least three gaps.
 */
gap_days_median: number | null, 
/**
 * What `days_since` is measured against: own gap, or the shop's window.
 */
due_days: number | null, };

/**
 * Where a customer stands against their own rhythm (metrics: status of a customer).
 */
export type RhythmStatus = "lead" | "new" | "few_data" | "on_time" | "due" | "lapsed";

/**
 * An amount in rial. May be negative (a refund, a correction).
 */
export type Rial = number;

export type Role = "owner" | "cashier" | "care";

export type RunImport = { request_id: string, token: string, kind: ImportKind, columns: Array<ColumnChoice> | null, money_unit: MoneyUnit | null, first_row_is_data: boolean | null, 
/**
 * When points that customers bring end; none: as the program's own.
 */
points_expiry?: Expiry | null, };

export type SaleField = "amount" | "lines" | "discount" | "redeem" | "coupon" | "reward" | "payments" | "day";

export type SaleFound = { sale: SaleId | null, };

/**
 * One sale (invoice).
 */
export type SaleId = number;

/**
 * One line of a sale.
 */
export type SaleLineId = number;

export type SalePreview = { 
/**
 * Lines after their own discounts.
 */
total_rial: Rial, line_discount_rial: Rial, discount_rial: Rial, coupon: CouponApplied | null, reward: RewardApplied | null, redeem_points: Points, redeem_rial: Rial, payable_rial: Rial, free_delivery: boolean, total_words: string, payable_words: string, 
/**
 * None for an anonymous sale.
 */
earn: EarnBreakdown | null, balance_after: Points | null, 
/**
 * Where the customer would stand after the sale; none without tiers.
 */
tier: TierStanding | null, tier_reached: boolean, 
/**
 * Earned, not available yet; reserved by suspended sales; owed. With a household, the latter two are everybody's.
 */
pending_points: Points, held_points: Points, debt_points: Points, 
/**
 * The household that spends with the customer.
 */
family: FamilyInSale | null, 
/**
 * The most points that may be spent on this sale.
 */
redeem_points_max: Points, amount_warning: AmountWarning | null, 
/**
 * Why the sale cannot be recorded yet; empty when it can.
 */
problems: Array<FieldProblem>, };

/**
 * The sale as it was committed.
 */
export type SaleReceipt = { sale: SaleId, invoice_no: string, day: DayView, 
/**
 * HH:MM in Tehran, ASCII digits.
 */
time: string, customer: CustomerId | null, customer_name: string | null, total_rial: Rial, payable_rial: Rial, 
/**
 * Off the bill, coupon and reward included; lines have their own.
 */
discount_rial: Rial, points_rial: Rial, 
/**
 * With bonuses.
 */
points_earned: Points, 
/**
 * With the cost of a reward.
 */
points_redeemed: Points, balance_after: Points | null, 
/**
 * What the customer's household may spend together now; none without one.
 */
family_points: Points | null, coupon_code: string | null, reward: string | null, free_delivery: boolean, 
/**
 * The name of a tier that this sale reached.
 */
tier_reached: string | null, 
/**
 * True when this request id had already been committed.
 */
repeated: boolean, };

export type SaleRef = { sale: SaleId, };

/**
 * A sale as it is: on the screen, on paper, before a return.
 */
export type SaleSheet = { head: PrintHead, 
/**
 * The same answer that the counter showed.
 */
receipt: SaleReceipt, discount_rial: Rial, 
/**
 * The part paid by points.
 */
points_rial: Rial, payable_words: string, returned_rial: Rial, cancelled: boolean, staff_name: string | null, lines: Array<SheetLine>, payments: Array<SheetPayment>, promised: DayView | null, delivered: DayView | null, 
/**
 * Scanned at the counter it opens this sale; none for a sale without an invoice number.
 */
code: CodeView | null, qr: CodeView | null, };

export type Sameness = "national_code" | "card" | "mobile" | "near_mobile" | "name" | "sounding_name" | "near_name" | "part_of_name" | "birthday" | "city" | "no_phone";

export type SampleSize = "learning" | "s" | "m" | "l";

export type SaveCost = { request_id: string, 
/**
 * None: a new one.
 */
cost: CostId | null, fields: CostFields, };

export type SaveCoupon = { request_id: string, coupon: CouponId | null, 
/**
 * For a new one: letters and digits of the shop's choice, the check digit is added; empty makes one up.
 */
code: string, 
/**
 * Only this person's.
 */
customer: CustomerId | null, fields: CouponFields, archived: boolean, };

export type SaveCustomField = { request_id: string, 
/**
 * `None` makes a new one.
 */
field: CustomFieldId | null, name: string, 
/**
 * Counts only for a new one: the kind of a field never changes.
 */
kind: CustomKind, choices: Array<string>, 
/**
 * Its place in the form, from 0; `None` leaves it.
 */
place: number | null, };

/**
 * Write an offer, or what it says anew.
 */
export type SaveOffer = { request_id: string, 
/**
 * `None` makes a new one.
 */
offer: OfferId | null, customer: CustomerId, kind: OfferKind, lines: Array<LineInput>, 
/**
 * As typed, in any spelling of a date; empty for none.
 */
remind: string, note: string, };

export type SavePrintWords = { request_id: string, header: string, footer: string, };

export type SaveProduct = { request_id: string, 
/**
 * None for a new product.
 */
product: ProductId | null, fields: ProductFields, };

/**
 * A new version of the program. Sales keep the version that counted them.
 */
export type SaveProgram = { request_id: string, 
/**
 * The revision that was edited; another one meanwhile refuses the change.
 */
revision: number, program: Program, };

export type SaveReward = { request_id: string, 
/**
 * None for a new one.
 */
reward: RewardId | null, fields: RewardFields, 
/**
 * Off the shelf; its past uses stay.
 */
archived: boolean, };

export type SaveSegment = { request_id: string, 
/**
 * None for a new one.
 */
segment: SegmentId | null, name: string, treatment: string, rule: SegmentRule, 
/**
 * Which ready-made one it is made from.
 */
ready: string | null, };

export type SaveSettings = { request_id: string, shop_name: string | null, money_unit: MoneyUnit | null, theme: Theme | null, density: Density | null, program: ProgramView | null, 
/**
 * 0: no choice, follow the suggestion.
 */
window_days: number | null, 
/**
 * 0: the shop never locks itself.
 */
auto_lock_minutes: number | null, };

export type ScanDuplicates = { request_id: string, };

/**
 * A typed PIN or password. It never shows itself in a log.
 */
export type Secret = string;

export type SegmentAction = { request_id: string, segment: SegmentId, };

/**
 * A length of time before the as-of day.
 */
export type SegmentAgo = { count: number, unit: SegmentUnit, };

/**
 * What may or may not be written down about a person.
 */
export type SegmentAttribute = "city" | "district" | "channel" | "company_size" | "interests" | "birthday" | "birth_year" | "gender" | "referrer";

/**
 * From … to …, both included; at least one end is given.
 */
export type SegmentBetween = { min: number | null, max: number | null, };

export type SegmentBirthday = { "kind": "next_days", days: number, } | { "kind": "month", month: number, };

/**
 * One condition, straight or turned round.
 */
export type SegmentClause = { not: boolean, when: SegmentCondition, };

/**
 * One thing to know about a person.
 */
export type SegmentCondition = { "kind": "everybody" } | { "kind": "nobody" } | { "kind": "last_purchase", when: SegmentWhen, } | { "kind": "first_purchase", when: SegmentWhen, } | { "kind": "orders", count: SegmentBetween, window: SegmentWindow, } | { "kind": "amount", rial: SegmentBetween, window: SegmentWindow, } | { "kind": "average_basket", rial: SegmentBetween, window: SegmentWindow, } | { "kind": "visits", days: SegmentBetween, window: SegmentWindow, } | { "kind": "bought", goods: SegmentGoods, times: number, window: SegmentWindow, } | { "kind": "city", any_of: Array<string>, } | { "kind": "district", any_of: Array<string>, } | { "kind": "channel", any_of: Array<string>, } | { "kind": "company", is: boolean, } | { "kind": "company_size", people: SegmentBetween, } | { "kind": "tags", any_of: Array<string>, } | { "kind": "interests", any_of: Array<SegmentGoods>, } | { "kind": "field", field: CustomFieldId, test: SegmentFieldTest, } | { "kind": "birthday", within: SegmentBirthday, } | { "kind": "age", years: SegmentBetween, } | { "kind": "gender_is", gender: SegmentGender, } | { "kind": "tier", any_of: Array<string>, or_none: boolean, } | { "kind": "points", balance: SegmentBetween, } | { "kind": "points_expiring", days: number, points: SegmentBetween, } | { "kind": "debt", rial: SegmentBetween, } | { "kind": "consent", channel: string, } | { "kind": "lead_stage_is", any_of: Array<SegmentLeadStage>, } | { "kind": "rhythm_is", any_of: Array<SegmentRhythm>, } | { "kind": "rfm_score", r: SegmentBetween | null, f: SegmentBetween | null, m: SegmentBetween | null, } | { "kind": "rfm_group_is", any_of: Array<SegmentRfmGroup>, } | { "kind": "joined", when: SegmentWhen, } | { "kind": "referrer", by: SegmentReferredBy, } | { "kind": "segment", segment: SegmentId, } | { "kind": "predicted", forecast: SegmentForecast, is: SegmentBetween, } | { "kind": "recorded", what: SegmentAttribute, };

export type SegmentCount = { members: number, 
/**
 * Of whom it is not known.
 */
unknown: number, 
/**
 * Customers that lists show.
 */
people: number, };

export type SegmentExplained = { customer: CustomerId, name: string, truth: Truth, 
/**
 * By group and clause, as in the rule.
 */
groups: Array<Array<ClauseSaid>>, };

export type SegmentExported = { 
/**
 * None when the dialog was closed.
 */
folder: string | null, file: string, people: number, };

/**
 * What is asked of a field of the shop's own.
 */
export type SegmentFieldTest = { "kind": "filled" } | { "kind": "any_of", texts: Array<string>, } | { "kind": "holds", part: string, } | { "kind": "number", thousandths: SegmentBetween, } | { "kind": "date", when: SegmentWhen, } | { "kind": "yes" };

export type SegmentFigures = { 
/**
 * None for everybody.
 */
segment: SegmentId | null, members: number, buyers: number, orders: number, revenue_rial: Rial, revenue_share: number | null, aov_rial: number | null, 
/**
 * Active at the start of the period: what the rates are of.
 */
start: number, lapsed: number, crr: number | null, churn: number | null, 
/**
 * Of the churn.
 */
churn_interval95: [number, number] | null, 
/**
 * Fewer than thirty: a rate says little.
 */
few: boolean, };

/**
 * Limits a list to a segment.
 */
export type SegmentFilter = { segment: SegmentId, part: SegmentPart, };

/**
 * What the prediction says of a person.
 */
export type SegmentForecast = "alive" | "buy" | "value";

export type SegmentGender = "female" | "male";

/**
 * A product, or everything of a category.
 */
export type SegmentGoods = { "kind": "product", product: ProductId, } | { "kind": "category", category: CategoryId, };

/**
 * Every clause holds.
 */
export type SegmentGroup = { all: Array<SegmentClause>, };

export type SegmentHistory = { 
/**
 * Month by month, counted backwards; none when more than purchases matters.
 */
past: Array<SegmentSize>, snapshots: Array<SnapshotView>, };

/**
 * A group of customers told by conditions.
 */
export type SegmentId = number;

/**
 * How far the talk with somebody who has not bought has come; whoever was a lead and bought is won.
 */
export type SegmentLeadStage = "new" | "contacted" | "offer" | "won" | "lost";

export type SegmentList = { segments: Array<SegmentView>, 
/**
 * Those that were not made a segment yet come with their size.
 */
ready: Array<ReadySegment>, 
/**
 * Customers that lists show.
 */
people: number, 
/**
 * What the numbers in the rules stand for.
 */
names: SegmentNames, };

export type SegmentName = { id: SegmentId, name: string, ready: string | null, };

export type SegmentNames = { products: Array<NumberName>, categories: Array<NumberName>, customers: Array<NumberName>, fields: Array<NumberName>, };

export type SegmentOverlap = { segments: Array<SegmentId>, members: number[], 
/**
 * `both[i][j]`: members of both.
 */
both: number[][], 
/**
 * Members of every one.
 */
all: number, };

/**
 * A person's own value, to be shown beside what a condition asks.
 */
export type SegmentOwn = { "kind": "missing" } | { "kind": "never" } | { "kind": "day", day: ShopDay, } | { "kind": "count", count: number, } | { "kind": "rial", rial: Rial, } | { "kind": "percent", percent: number, } | { "kind": "thousandths", thousandths: number, } | { "kind": "texts", texts: Array<string>, } | { "kind": "goods", goods: Array<SegmentGoods>, } | { "kind": "word", word: string, } | { "kind": "birthday", month: number, day: number, } | { "kind": "scores", r: number, f: number, m: number, } | { "kind": "times", sure: number, unclear: number, } | { "kind": "customer", customer: CustomerId, } | { "kind": "yes_no", yes: boolean, };

export type SegmentPart = "members" | "unknown";

export type SegmentReferredBy = { "kind": "anybody" } | { "kind": "one", customer: CustomerId, };

/**
 * What recency and frequency mean together.
 */
export type SegmentRfmGroup = "champions" | "loyal" | "potential_loyalist" | "new" | "promising" | "need_attention" | "about_to_sleep" | "cant_lose" | "at_risk" | "hibernating" | "lost";

/**
 * Where somebody stands in their own rhythm.
 */
export type SegmentRhythm = "lead" | "new" | "few_data" | "on_time" | "due" | "lapsed";

/**
 * Who belongs: everybody for whom at least one group holds.
 */
export type SegmentRule = { groups: Array<SegmentGroup>, };

export type SegmentSaved = { segment: SegmentId, repeated: boolean, };

export type SegmentSize = { day: DayView, members: number, };

export type SegmentTable = { period: PeriodView, window_days: number, everybody: SegmentFigures, 
/**
 * The one with the highest churn first; those without a rate last.
 */
rows: Array<SegmentFigures>, };

export type SegmentUnit = "day" | "week" | "month" | "year";

/**
 * Values that occur, to choose from.
 */
export type SegmentValues = { cities: Array<string>, districts: Array<string>, channels: Array<string>, tags: Array<string>, consents: Array<string>, tiers: Array<TierName>, };

export type SegmentView = { id: SegmentId, name: string, 
/**
 * What to do with these people; empty for a ready-made one whose words are the program's.
 */
treatment: string, ready: string | null, 
/**
 * None when a newer program wrote it.
 */
rule: SegmentRule | null, revision: number, archived: boolean, 
/**
 * None while it can not be evaluated.
 */
count: SegmentCount | null, 
/**
 * The size of past days, oldest first.
 */
sizes: Array<SegmentSize>, 
/**
 * Segments that are made of this one.
 */
used_by: Array<SegmentId>, };

/**
 * When something that has one day happened.
 */
export type SegmentWhen = { "kind": "within", ago: SegmentAgo, } | { "kind": "before", ago: SegmentAgo, } | { "kind": "days", from: ShopDay | null, to: ShopDay | null, };

/**
 * The time over which purchases are counted. What lies after the as-of day does not exist.
 */
export type SegmentWindow = { "kind": "ever" } | { "kind": "within", ago: SegmentAgo, } | { "kind": "days", from: ShopDay | null, to: ShopDay | null, };

export type SegmentsOfCustomer = { segments: Array<SegmentName>, };

/**
 * A part of the sentence that says the program, in the order in which it is read.
 */
export type SentencePart = { "kind": "earn", unit_rial: Rial, points: Points, gross: boolean, } | { "kind": "carry" } | { "kind": "tier", name: string, percent: number, } | { "kind": "category", name: string, percent: number, } | { "kind": "product", name: string, percent: number, } | { "kind": "campaign", name: string, percent: number, from: DayView, to: DayView, weekdays: Array<number>, from_minute: number, to_minute: number, } | { "kind": "first_purchase", points: Points, } | { "kind": "nth_purchase", points: Points, nth: number, every: boolean, } | { "kind": "birthday", points: Points, days_before: number, days_after: number, } | { "kind": "anniversary", points: Points, } | { "kind": "referral", points: Points, referrer_points: Points, after_days: number, } | { "kind": "survey", points: Points, } | { "kind": "redeem", points: Points, value_rial: Rial, minimum: Points, } | { "kind": "redeem_cap", percent: number, } | { "kind": "available_after", days: number, } | { "kind": "expires", expiry: Expiry, } | { "kind": "spent_points", policy: SpentPoints, };

export type SetLeadStage = { request_id: string, customer: CustomerId, stage: LeadStage, 
/**
 * Needed for `lost`.
 */
reason: string, };

export type SetNotSame = { request_id: string, a: CustomerId, b: CustomerId, 
/**
 * False forgets it.
 */
not_same: boolean, };

/**
 * Who sent this customer.
 */
export type SetReferrer = { request_id: string, customer: CustomerId, 
/**
 * None takes it back while nothing was paid for it.
 */
referrer: CustomerId | null, };

export type SetStaffSecret = { request_id: string, staff: StaffId, 
/**
 * Empty removes it.
 */
secret: Secret, };

export type SetTarget = { request_id: string, card: CardKey, 
/**
 * In the unit of the card; none takes the mark away.
 */
value: number | null, };

export type SettingsView = { shop_name: string, money_unit: MoneyUnit, theme: Theme, density: Density, program: ProgramView, 
/**
 * W, the shop's one window of "active" in days.
 */
window_days: number, window_chosen_on: DayView | null, window_suggested: WindowSuggestion | null, 
/**
 * Minutes without a sign of the person until the shop locks itself; 0: never.
 */
auto_lock_minutes: number, 
/**
 * Where the shop's file is, for the owner to see.
 */
data_folder: string, };

export type SettleCredit = { request_id: string, customer: CustomerId, 
/**
 * Never credit.
 */
kind: PayKind, amount_rial: Rial, note: string, };

/**
 * One payment of what a customer owes.
 */
export type SettlementId = number;

export type SheetLine = { id: SaleLineId, product: ProductId | null, title: string, quantity_milli: number, unit_price_rial: Rial, discount_rial: Rial, 
/**
 * After the line's discount.
 */
total_rial: Rial, returned_milli: number, };

export type SheetPayment = { kind: PayKind, amount_rial: Rial, };

/**
 * Whether a reward or a coupon can be had by anybody now.
 */
export type ShelfState = "active" | "early" | "over" | "used_up" | "archived";

/**
 * A business day of the shop (Asia/Tehran), counted from 1970-01-01 = 0.
 */
export type ShopDay = number;

/**
 * Whether the program has a shop to work in.
 */
export type ShopState = "first_run" | "ready" | "sample";

/**
 * What every screen needs to know.
 */
export type ShopStatus = { state: ShopState, shop_name: string, money_unit: MoneyUnit, theme: Theme, density: Density, today: DayView, customers: number, sales: number, 
/**
 * False while the columns are still being loaded behind the first screen.
 */
numbers_ready: boolean, 
/**
 * Who is signed in; nobody while the shop is locked.
 */
staff: StaffView | null, 
/**
 * Somebody must sign in first; nothing about people is told.
 */
locked: boolean, 
/**
 * The shop has locks: it can be locked and people sign in.
 */
locks: boolean, 
/**
 * Hours since the last verified backup; none when there is none yet.
 */
backup_age_hours: number | null, 
/**
 * The PC's date is doubtful: before the last recorded event or long after it.
 */
clock_in_doubt: boolean, version: string, };

export type SignIn = { staff: StaffId, secret: Secret, };

/**
 * Who can sign in; all that a locked shop tells about its people.
 */
export type SignInList = { staff: Array<StaffView>, 
/**
 * Where an owner who forgot their secret lays the file `reset_file` with a new one.
 */
data_folder: string, reset_file: string, 
/**
 * What came of such a file when the program started.
 */
reset: OwnerReset | null, };

export type SimilarPeople = { people: Array<SimilarPerson>, };

export type SimilarPerson = { id: CustomerId, name: string, initials: string, mobile: string | null, city: string | null, orders: number, 
/**
 * Shares the mobile, but is somebody else: family.
 */
family: boolean, score: number, reasons: Array<Sameness>, };

export type SimulateProgram = { program: Program, };

export type SimulatedPerson = { customer: CustomerId, name: string, current: Points, proposed: Points, tier: string | null, };

export type SimulatedYear = { issued: Points, bonus: Points, 
/**
 * If every point were redeemed.
 */
cost_rial_most: Rial, 
/**
 * At the share of points that this shop's customers really redeem.
 */
cost_rial_expected: Rial, 
/**
 * The most as a share of net sales, in hundredths of a percent.
 */
cost_basis_points: number, 
/**
 * How many would stand in each tier at the end, from the lowest.
 */
tiers: Array<TierView>, };

/**
 * "With this program, last year would have …", over the real sales of the last 365 days.
 */
export type Simulation = { from: DayView, to: DayView, sentence: Array<SentencePart>, sales: number, customers: number, net_rial: Rial, 
/**
 * With the program as it is, and with the one asked for.
 */
current: SimulatedYear, proposed: SimulatedYear, 
/**
 * Ten customers for whom it makes the largest difference.
 */
people: Array<SimulatedPerson>, };

/**
 * Who was in a segment at a moment.
 */
export type SnapshotId = number;

export type SnapshotTaken = { snapshot: SnapshotId, members: number, repeated: boolean, };

export type SnapshotView = { id: SnapshotId, name: string, day: DayView, members: number, unknown: number, };

export type SparkPoint = { label: string, value: number | null, complete: boolean, };

/**
 * What happens when goods come back whose points were spent already.
 */
export type SpentPoints = "debt" | "deduct" | "write_off";

/**
 * A member of staff.
 */
export type StaffId = number;

export type StaffList = { 
/**
 * Archived members too, oldest first.
 */
staff: Array<StaffRow>, 
/**
 * Signing in is asked for: an owner has a secret.
 */
locks: boolean, };

export type StaffRow = { who: StaffView, 
/**
 * Without one nobody signs in under this name.
 */
has_secret: boolean, archived: boolean, is_me: boolean, 
/**
 * Cannot be archived or given another role.
 */
is_last_owner: boolean, };

export type StaffSaved = { id: StaffId, repeated: boolean, };

export type StaffView = { id: StaffId, name: string, initials: string, role: Role, };

/**
 * First run, "start empty": also the step before a first import.
 */
export type StartShop = { request_id: string, shop_name: string, owner_name: string, money_unit: MoneyUnit, };

/**
 * Every figure adds up: balance = issued − redeemed − expired ± the rest = Σ open lots − debt.
 */
export type Statement = { balance: Points, 
/**
 * Can be spent now.
 */
spendable: Points, spendable_rial: Rial, 
/**
 * Earned, not available yet.
 */
pending: Points, 
/**
 * Reserved by suspended sales.
 */
held: Points, debt: Points, 
/**
 * Σ of the entries of each kind; together the balance.
 */
by_kind: Array<KindTotal>, lots: Array<LotView>, tier: TierStanding | null, 
/**
 * None when the program gives nothing for an answered survey.
 */
survey: SurveyOffer | null, entries_count: number, 
/**
 * Newest first, each with the balance after it.
 */
entries: Array<StatementLine>, };

export type StatementLine = { entry: PointsEntryId, kind: EntryKind, points: Points, balance_after: Points, day: DayView, 
/**
 * Whose purchase took these points, or gave them back, when it was somebody else's of the household.
 */
bought_by: PersonRef | null, 
/**
 * "sale", "return", "staff", "expiry", "import", "referral", "survey" …
 */
source: string, source_id: number, 
/**
 * Of the sale or return behind it.
 */
invoice_no: string | null, rule: string, 
/**
 * As the owner named the rule; empty for one that is gone and for the base rule.
 */
rule_name: string, actor: string | null, note: string | null, };

/**
 * A survey was answered: the program's bonus for it, at most once in its time.
 */
export type SurveyAnswered = { request_id: string, customer: CustomerId, };

/**
 * What an answered survey gives.
 */
export type SurveyOffer = { points: Points, 
/**
 * The day from which it may be given again; none for now.
 */
from: DayView | null, };

export type SuspendSale = { request_id: string, 
/**
 * The suspended sale that was being typed further; none for a new one.
 */
suspended: SuspendedId | null, 
/**
 * Empty: the customer's name, or the number of the sale put aside.
 */
label: string, customer: CustomerId | null, 
/**
 * The sale as typed.
 */
body: string, total_rial: Rial, lines: number, 
/**
 * Reserved until the hold runs out.
 */
redeem_points: Points, };

export type SuspendedBody = { sale: SuspendedView, body: string, };

/**
 * One sale put aside at the counter.
 */
export type SuspendedId = number;

export type SuspendedList = { 
/**
 * Oldest first.
 */
sales: Array<SuspendedView>, };

export type SuspendedRef = { suspended: SuspendedId, };

export type SuspendedView = { id: SuspendedId, label: string, customer: CustomerId | null, customer_name: string | null, total_rial: Rial, lines: number, day: DayView, 
/**
 * HH:MM in Tehran.
 */
time: string, held_points: Points, hold: HoldState, 
/**
 * Whole minutes until the hold runs out, rounded up.
 */
hold_minutes_left: number, };

/**
 * What a change touched and a query needs; sent to the windows after commit, never rows.
 */
export type Tag = "settings" | "customers" | "products" | "sales" | "points" | "imports" | "files" | "staff" | "till" | "costs" | "forecast" | "segments";

/**
 * What the owner wants a figure to be.
 */
export type TargetView = { 
/**
 * In the unit of the card.
 */
value: number, 
/**
 * None: the figure has no value to hold against it, or cannot be said to have missed it yet.
 */
missed: boolean | null, };

export type Term = { 
/**
 * Key in the catalogue: `kept`, `start`, `revenue`, `orders` …
 */
name: string, value: number, unit: CardUnit, };

export type Theme = "system" | "light" | "dark";

/**
 * One step of the ladder.
 */
export type Tier = { id: string, name: string, 
/**
 * Rial or points, as the ladder says.
 */
threshold: number, 
/**
 * What its members' points are multiplied by; 100 is once.
 */
percent: number, };

/**
 * What lifts a customer into a tier.
 */
export type TierBasis = "spend" | "points";

/**
 * A step up or down with the numbers it was decided on.
 */
export type TierChange = { customer: CustomerId, name: string, from: TierRef | null, to: TierRef | null, reason: TierReason, 
/**
 * Up, whatever the tiers are called now.
 */
rises: boolean, 
/**
 * What the numbers count: rial, or points.
 */
basis: TierBasis, qualifying: number, 
/**
 * None when the tier that was lost had been taken out of the program.
 */
threshold: number | null, day: DayView, };

export type TierChanges = { changes: Array<TierChange>, };

export type TierName = { id: string, name: string, };

export type TierReason = "sale" | "return" | "review";

export type TierRef = { id: string, name: string, };

/**
 * Where a customer stands on the ladder.
 */
export type TierStanding = { 
/**
 * None below the first step.
 */
tier: TierRef | null, since: DayView | null, 
/**
 * Rial or points in the window.
 */
qualifying: number, next: TierRef | null, 
/**
 * What is missing to the next step.
 */
missing: number | null, 
/**
 * Below the threshold; the tier is kept to this day.
 */
grace_until: DayView | null, };

export type TierView = { id: string, name: string, members: number, };

export type TiersReviewed = { reviewed: number, up: number, down: number, 
/**
 * Below their threshold, kept by grace.
 */
in_grace: number, repeated: boolean, };

export type TillFigures = { sales: number, 
/**
 * Paid and owed for sales, after discounts and points.
 */
sales_rial: Rial, anonymous: number, anonymous_rial: Rial, 
/**
 * Of the sales, in tenths of a percent; none without sales.
 */
anonymous_permille: number | null, discount_rial: Rial, points_rial: Rial, returns: number, refunds_rial: Rial, cancelled: number, cancelled_rial: Rial, points_issued: Points, points_redeemed: Points, points_reversed: Points, credit_given_rial: Rial, credit_settled_rial: Rial, 
/**
 * The drawer's own moves; what was taken back of them is not in it.
 */
put_in_rial: Rial, taken_out_rial: Rial, 
/**
 * Cash, card, transfer, credit.
 */
kinds: Array<TillKind>, };

/**
 * One kind of payment in the drawer's record.
 */
export type TillKind = { kind: PayKind, sales_rial: Rial, settlements_rial: Rial, 
/**
 * What went out, positive.
 */
refunds_rial: Rial, 
/**
 * What went out for sales of earlier records that were taken back, positive.
 */
cancelled_rial: Rial, net_rial: Rial, };

/**
 * The open record: everything since the last close.
 */
export type TillView = { 
/**
 * The close it begins after.
 */
since: CloseRef | null, figures: TillFigures, 
/**
 * What the last close left in the drawer.
 */
opening_cash_rial: Rial, 
/**
 * With that opening.
 */
expected_cash_rial: Rial, 
/**
 * The drawer's own moves, oldest first.
 */
moves: Array<CashMoveView>, 
/**
 * Sales put aside, which are in no record yet.
 */
suspended: number, };

export type Timeline = { customer: CustomerId, 
/**
 * Empty for all kinds.
 */
kinds: Array<TimelineKind>, 
/**
 * `next` of the previous page.
 */
cursor: string | null, limit: number, };

export type TimelineEvent = { day: DayView, 
/**
 * HH:MM, when known.
 */
time: string | null, what: TimelineWhat, };

export type TimelineKind = "purchase" | "return" | "points" | "note" | "offer" | "stage" | "merge" | "edit" | "settlement" | "delivery" | "tier";

export type TimelinePage = { events: Array<TimelineEvent>, next: string | null, };

export type TimelineWhat = { "kind": "purchase", sale: SaleId, invoice_no: string, net_rial: Rial, returned_rial: Rial, 
/**
 * The first lines' titles.
 */
titles: Array<string>, lines: number, points: Points, cancelled: boolean, payments: Array<PaymentInput>, } | { "kind": "return", invoice_no: string, amount_rial: Rial, titles: Array<string>, } | { "kind": "points", 
/**
 * `redeem`, `expire`, `adjust`, `opening` …
 */
entry: string, points: Points, note: string, 
/**
 * Whose purchase it was, when somebody else of the household bought with these points.
 */
bought_by: string | null, } | { "kind": "edit", op: string, actor: string | null, 
/**
 * What was there before and after, field by field.
 */
changes: Array<FieldChange>, } | { "kind": "note", note: NoteId, text: string, actor: string | null, } | { "kind": "offer", offer: OfferView, } | { "kind": "stage", from: LeadStage, to: LeadStage, reason: string, actor: string | null, } | { "kind": "merge", merge: MergeId, 
/**
 * The record that went into this one.
 */
name: string, undone: boolean, can_undo: boolean, } | { "kind": "settlement", amount_rial: Rial, paid: PayKind, note: string, reversed: boolean, } | { "kind": "delivery", sale: SaleId, invoice_no: string, promised: DayView, delivered: DayView | null, } | { "kind": "tier", from: string | null, to: string | null, reason: TierReason, qualifying: number, threshold: number, 
/**
 * The figures are points, not rial.
 */
in_points: boolean, };

/**
 * Good, bad or neither for the relationship.
 */
export type Tone = "good" | "warn" | "bad" | "neutral";

export type TrendPoint = { period: Period, label: string, complete: boolean, history_sufficient: boolean, crr: number | null, crr_interval95: [number, number] | null, revenue_rial: Rial, orders: number, new_customers: number, returning_customers: number, };

export type Truth = "no" | "unknown" | "yes";

/**
 * Take back the change that was made under the request id `of`.
 */
export type UndoChange = { request_id: string, of: string, };

export type UndoClose = { request_id: string, close: DayCloseId, };

export type UndoMerge = { request_id: string, merge: MergeId, };

export type UpdateCustomer = { request_id: string, customer: CustomerId, fields: CustomerFields, shared_mobile_ok: boolean, };

export type UpdateStaff = { request_id: string, staff: StaffId, name: string, role: Role, };

export type Verdict = "better" | "worse" | "same";

/**
 * Files handed over by the system (opened with the program, dropped on the window), not imported yet.
 */
export type WaitingFiles = { files: Array<FileToken>, };

/**
 * The p90 of gaps between purchase occasions, clamped to 30–365 days.
 */
export type WindowSuggestion = { days: number, gap_days_p90: number | null, gaps: number, };

/** Request and response of every command. */
export interface Commands {
  /** State of the shop for the frame of every screen. */
  shop_status: { request: Nothing; response: ShopStatus };
  /** First run: create an empty shop with its owner. */
  start_shop: { request: StartShop; response: Done };
  /** Who can sign in: names only. */
  list_staff_to_sign_in: { request: Nothing; response: SignInList };
  /** Sit down at the machine by showing a secret. */
  sign_in: { request: SignIn; response: StaffView };
  /** Leave the machine: until somebody signs in nothing is told. */
  lock: { request: Nothing; response: Done };
  /** The person is still at the machine (a key, the mouse, a touch). */
  report_activity: { request: Nothing; response: Done };
  /** Everybody who works here. */
  list_staff: { request: Nothing; response: StaffList };
  /** A new member of staff. */
  add_staff: { request: AddStaff; response: StaffSaved };
  /** Another name or role for a member. */
  update_staff: { request: UpdateStaff; response: Done };
  /** A new PIN or password for a member, or none. */
  set_staff_secret: { request: SetStaffSecret; response: Done };
  /** A member leaves, or comes back. */
  archive_staff: { request: ArchiveStaff; response: Done };
  /** Take a change back by the inverse that it left, unless something came after it. */
  undo_change: { request: UndoChange; response: Done };
  /** All settings. */
  read_settings: { request: Nothing; response: SettingsView };
  /** Change the settings that are given. */
  save_settings: { request: SaveSettings; response: Done };
  /** People found while typing. */
  find_people: { request: FindPeople; response: PeopleFound };
  /** A window of the customer list. */
  list_customers: { request: ListCustomers; response: CustomerList };
  /** The 360° page. */
  customer_file: { request: OpenCustomer; response: CustomerFile };
  /** A page of a customer's timeline, newest first. */
  customer_timeline: { request: Timeline; response: TimelinePage };
  /** A new customer. */
  create_customer: { request: CreateCustomer; response: CustomerSaved };
  /** Replace a customer's fields. */
  update_customer: { request: UpdateCustomer; response: CustomerSaved };
  /** Remove a new record on which nothing hangs (made by mistake). */
  discard_customer: { request: DiscardCustomer; response: Done };
  /** Change only some fields of a customer. */
  edit_customer: { request: EditCustomer; response: CustomerSaved };
  /** People like the one that is being typed. */
  find_similar: { request: FindSimilar; response: SimilarPeople };
  /** Categories and products to be interested in. */
  find_interests: { request: FindInterests; response: InterestsFound };
  /** Fields that the shop added to its customers. */
  list_custom_fields: { request: Nothing; response: CustomFields };
  /** A new field of the shop's own, or another name, other choices, another place of one. */
  save_custom_field: { request: SaveCustomField; response: CustomFieldSaved };
  /** Put a field of the shop's own away, values and all, or bring it back. */
  archive_custom_field: { request: ArchiveCustomField; response: Done };
  /** Write a note about a customer. */
  add_note: { request: AddNote; response: NoteSaved };
  /** Correct a note. */
  change_note: { request: ChangeNote; response: NoteSaved };
  /** Remove a note, or bring it back. */
  remove_note: { request: RemoveNote; response: Done };
  /** Leads by stage. */
  read_leads: { request: ReadLeads; response: LeadBoard };
  /** How far the talk with a lead has come. */
  set_lead_stage: { request: SetLeadStage; response: Done };
  /** Offers of a customer, or everybody's open ones. */
  read_offers: { request: ReadOffers; response: OfferList };
  /** Write an offer, or what it says anew. */
  save_offer: { request: SaveOffer; response: OfferSaved };
  /** An offer was lost, or sold by a sale. */
  close_offer: { request: CloseOffer; response: Done };
  /** A closed offer is open again. */
  reopen_offer: { request: ReopenOffer; response: Done };
  /** Take a new offer back. */
  discard_offer: { request: ReopenOffer; response: Done };
  /** An offer as the start of a sale. */
  offer_draft: { request: OfferRef; response: OfferDraft };
  /** Look over everybody for records of one person. */
  scan_duplicates: { request: ScanDuplicates; response: JobStarted };
  /** What the last look found. */
  list_duplicates: { request: ReadDuplicates; response: DuplicateList };
  /** Say that two records are two people, or take that back. */
  set_not_same: { request: SetNotSame; response: Done };
  /** Two records side by side. */
  compare_customers: { request: CompareCustomers; response: Comparison };
  /** Make two records one. */
  merge_customers: { request: MergeCustomers; response: Merged };
  /** Make two of one again. */
  undo_merge: { request: UndoMerge; response: Merged };
  /** What erasing a person would take and leave. */
  erase_summary: { request: OpenCustomer; response: EraseSummary };
  /** Erase a person for good. */
  erase_customer: { request: EraseCustomer; response: Done };
  /** Hand out everything that is known of a person. */
  export_customer: { request: ExportCustomer; response: CustomerExported };
  /** The person at the counter, with what to say. */
  counter_customer: { request: CounterCustomer; response: CustomerCard };
  /** Products found while typing or by a scanned barcode. */
  find_products: { request: FindProducts; response: ProductsFound };
  /** What the sale would be; writes nothing. */
  preview_sale: { request: PreviewSale; response: SalePreview };
  /** Commit a sale. */
  record_sale: { request: RecordSale; response: SaleReceipt };
  /** Undo a sale by reversal. */
  cancel_sale: { request: CancelSale; response: Done };
  /** Today's sales so far. */
  day_so_far: { request: Nothing; response: DaySoFar };
  /** What a return of a sale would be; writes nothing. */
  preview_return: { request: PreviewReturn; response: ReturnPreview };
  /** Commit a return. */
  record_return: { request: RecordReturn; response: ReturnReceipt };
  /** Read a typed date. */
  read_day: { request: ReadDay; response: DayRead };
  /** The club's program, its versions and its tiers. */
  read_club: { request: Nothing; response: ClubView };
  /** A new version of the program. */
  save_program: { request: SaveProgram; response: ProgramSaved };
  /** What last year would have been with a program; writes nothing. */
  simulate_program: { request: SimulateProgram; response: Simulation };
  /** What a campaign would cost, before it starts. */
  promotion_cost: { request: PromotionCost; response: PromotionEstimate };
  /** The catalogue of rewards. */
  list_rewards: { request: ListRewards; response: RewardList };
  /** A reward, new or changed. */
  save_reward: { request: SaveReward; response: RewardSaved };
  /** Coupons by code, name or person. */
  list_coupons: { request: ListCoupons; response: CouponList };
  /** A coupon, new or changed. */
  save_coupon: { request: SaveCoupon; response: CouponSaved };
  /** One personal code for each of many people. */
  generate_coupons: { request: GenerateCoupons; response: CouponsGenerated };
  /** Take coupons off the shelf, or bring them back. */
  archive_coupons: { request: ArchiveCoupons; response: Done };
  /** What a discount would cost, before it starts. */
  discount_cost: { request: DiscountCost; response: DiscountEstimate };
  /** Whether a coupon can be used now by this person. */
  check_coupon: { request: CheckCoupon; response: CouponChecked };
  /** Points by hand, with a reason. */
  adjust_points: { request: AdjustPoints; response: PointsChanged };
  /** Points given or taken by hand go back, by an entry of their own. */
  reverse_points: { request: ReversePoints; response: PointsChanged };
  /** A customer's ledger, newest first. */
  points_statement: { request: ReadStatement; response: Statement };
  /** What outstanding points cost, by month. */
  read_liability: { request: Nothing; response: Liability };
  /** Whose points end soon. */
  list_expiring: { request: ReadExpiring; response: ExpiringList };
  /** Steps up and down the tiers with their reasons. */
  list_tier_changes: { request: ReadTierChanges; response: TierChanges };
  /** Look at everybody's tier now. */
  review_tiers: { request: ReviewTiers; response: TiersReviewed };
  /** Say who sent a customer. */
  set_referrer: { request: SetReferrer; response: Done };
  /** The bonus of an answered survey. */
  survey_answered: { request: SurveyAnswered; response: BonusGiven };
  /** The PC's date is right: frozen work goes on. */
  confirm_clock: { request: ConfirmClock; response: Done };
  /** The board of one period. */
  read_board: { request: ReadBoard; response: BoardView };
  /** Behind one number of the board. */
  read_door: { request: ReadDoor; response: DoorView };
  /** The people behind a number. */
  read_people: { request: ReadPeople; response: PeopleBehind };
  /** What winning and keeping customers costs. */
  read_costs: { request: ReadCosts; response: CostsView };
  /** A cost, new or corrected. */
  save_cost: { request: SaveCost; response: CostSaved };
  /** Take a cost away, or bring it back. */
  remove_cost: { request: RemoveCost; response: Done };
  /** What a figure should be, or no longer should. */
  set_target: { request: SetTarget; response: Done };
  /** What customers will probably do, with how the same model did on the shop's past. */
  read_forecast: { request: ReadForecast; response: ForecastView };
  /** People by what is to be expected of them. */
  list_forecast_people: { request: ListForecastPeople; response: ForecastPeople };
  /** How people buy: cohorts, gaps, concentration, recency and frequency. */
  read_behaviour: { request: ReadBehaviour; response: BehaviourView };
  /** The people behind a count of behaviour. */
  read_behaviour_people: { request: ReadBehaviourPeople; response: PeopleBehind };
  /** Periods to choose from. */
  list_periods: { request: ListPeriods; response: PeriodList };
  /** Let the person choose a file in the system's dialog. */
  pick_import_file: { request: Nothing; response: PickedFile };
  /** Files that the system handed over. */
  waiting_files: { request: Nothing; response: WaitingFiles };
  /** Start reading a file for review. */
  analyse_import: { request: AnalyseImport; response: JobStarted };
  /** Start importing a reviewed file. */
  run_import: { request: RunImport; response: JobStarted };
  /** Past imports. */
  import_history: { request: Nothing; response: ImportHistory };
  /** Where a long job is. */
  job_status: { request: JobRef; response: JobView };
  /** The job that runs now or ran last. */
  latest_job: { request: Nothing; response: LatestJob };
  /** Stop a long job; nothing of it stays. */
  cancel_job: { request: JobRef; response: Done };
  /** Open the sample shop (made on first use), beside the real one. */
  open_sample: { request: OpenSample; response: JobStarted };
  /** Delete the sample shop and go back to the real one. */
  remove_sample: { request: Nothing; response: Done };
  /** The list of products. */
  list_products: { request: ListProducts; response: ProductList };
  /** A new product, or its fields again; old sales keep their prices. */
  save_product: { request: SaveProduct; response: ProductSaved };
  /** Take a product off the counter, or bring it back. */
  archive_product: { request: ArchiveProduct; response: Done };
  /** Another name for a category. */
  rename_category: { request: RenameCategory; response: Done };
  /** The sale that was being typed. */
  read_draft: { request: Nothing; response: DraftKept };
  /** Keep the sale being typed. */
  keep_draft: { request: KeepDraft; response: Nothing };
  /** Read a typed amount. */
  read_amount: { request: ReadAmount; response: AmountRead };
  /** Put the sale being typed aside. */
  suspend_sale: { request: SuspendSale; response: SuspendedView };
  /** Sales put aside. */
  list_suspended: { request: Nothing; response: SuspendedList };
  /** One of them, as it was typed. */
  read_suspended: { request: SuspendedRef; response: SuspendedBody };
  /** Give a suspended sale up; its points are free again. */
  drop_suspended: { request: EndSuspended; response: Done };
  /** Bring a dropped one back. */
  reopen_suspended: { request: EndSuspended; response: SuspendedView };
  /** Everybody with open credit. */
  list_debtors: { request: Nothing; response: DebtorList };
  /** What one customer owes, line by line. */
  credit_statement: { request: CreditOf; response: CreditStatement };
  /** Take money towards what is owed. */
  settle_credit: { request: SettleCredit; response: CreditSettled };
  /** Take a settlement back, by an entry of its own. */
  reverse_settlement: { request: ReverseSettlement; response: Done };
  /** Promise the day of a delivery. */
  promise_delivery: { request: PromiseDelivery; response: Done };
  /** It was delivered, or was not after all. */
  mark_delivered: { request: MarkDelivered; response: Done };
  /** What is still to be delivered. */
  list_deliveries: { request: Nothing; response: DeliveryList };
  /** The open record of the drawer. */
  read_till: { request: Nothing; response: TillView };
  /** Close the drawer's record. */
  close_day: { request: CloseDay; response: CloseView };
  /** Past closes. */
  list_closes: { request: ListCloses; response: CloseList };
  /** Take the last close back. */
  undo_close: { request: UndoClose; response: Done };
  /** Put cash into the drawer or take some out, for something other than a sale. */
  move_cash: { request: MoveCash; response: CashMoved };
  /** Take such a move back by one of the opposite sign. */
  reverse_cash_move: { request: ReverseCashMove; response: MoveUndone };
  /** A sale whole: for paper, for a return. */
  sale_sheet: { request: SaleRef; response: SaleSheet };
  /** A sale by its invoice number or the code on its receipt. */
  find_sale: { request: FindSale; response: SaleFound };
  /** A member's card. */
  member_card: { request: CardOf; response: MemberCard };
  /** Give a customer a card number of their own. */
  issue_card: { request: IssueCard; response: MemberCard };
  /** The shop's words on paper. */
  print_words: { request: Nothing; response: PrintHead };
  /** Other words on paper. */
  save_print_words: { request: SavePrintWords; response: Done };
  /** Print the window's print view, or save it as a PDF. */
  print_page: { request: PrintPage; response: Printed };
  /** The household that a customer spends points with. */
  read_family: { request: OpenCustomer; response: FamilyPage };
  /** Two people or more spend their points together from now on. */
  make_family: { request: MakeFamily; response: FamilyChanged };
  /** Another name for a household. */
  rename_family: { request: RenameFamily; response: Done };
  /** Somebody comes into a household. */
  add_to_family: { request: FamilyOfMember; response: FamilyChanged };
  /** Somebody leaves a household and takes their own points along. */
  leave_family: { request: FamilyOfMember; response: FamilyChanged };
  /** Everybody goes on alone. */
  dissolve_family: { request: DissolveFamily; response: Done };
  /** Segments with their live sizes, and the ready-made ones. */
  list_segments: { request: ListSegments; response: SegmentList };
  /** A segment, new or changed. */
  save_segment: { request: SaveSegment; response: SegmentSaved };
  /** Put a segment away, or bring it back. */
  archive_segment: { request: ArchiveSegment; response: Done };
  /** How many a rule that is being typed would hold; writes nothing. */
  count_segment: { request: CountSegment; response: SegmentCount };
  /** Why a person is in or out. */
  explain_segment: { request: ExplainSegment; response: SegmentExplained };
  /** The segments that a person is in. */
  segments_of_customer: { request: OpenCustomer; response: SegmentsOfCustomer };
  /** Values that rules can ask for. */
  segment_values: { request: Nothing; response: SegmentValues };
  /** The figures of a period, segment by segment. */
  compare_segments: { request: CompareSegments; response: SegmentTable };
  /** Who is in several segments. */
  overlap_segments: { request: OverlapSegments; response: SegmentOverlap };
  /** Earlier sizes of a segment, and its members kept at a moment. */
  segment_history: { request: OpenSegment; response: SegmentHistory };
  /** Write the members of a segment into a file. */
  export_segment: { request: SegmentAction; response: SegmentExported };
  /** Keep who is in a segment now. */
  snapshot_segment: { request: SegmentAction; response: SnapshotTaken };
  /** The program of the club that was being edited. */
  read_program_draft: { request: Nothing; response: DraftKept };
  /** Keep the program being edited. */
  keep_program_draft: { request: KeepDraft; response: Nothing };
}

/** Tags whose change makes the answer of a query stale. */
export const needs = {
  shop_status: ['settings', 'customers', 'sales', 'staff'],
  start_shop: [],
  list_staff_to_sign_in: ['staff'],
  sign_in: [],
  lock: [],
  report_activity: [],
  list_staff: ['staff'],
  add_staff: [],
  update_staff: [],
  set_staff_secret: [],
  archive_staff: [],
  undo_change: [],
  read_settings: ['settings', 'sales'],
  save_settings: [],
  find_people: ['customers', 'sales', 'points'],
  list_customers: ['customers', 'sales', 'points'],
  customer_file: ['customers', 'sales', 'points'],
  customer_timeline: ['customers', 'sales', 'points', 'till'],
  create_customer: [],
  update_customer: [],
  discard_customer: [],
  edit_customer: [],
  find_similar: ['customers'],
  find_interests: ['products'],
  list_custom_fields: ['customers'],
  save_custom_field: [],
  archive_custom_field: [],
  add_note: [],
  change_note: [],
  remove_note: [],
  read_leads: ['customers', 'sales'],
  set_lead_stage: [],
  read_offers: ['customers', 'sales'],
  save_offer: [],
  close_offer: [],
  reopen_offer: [],
  discard_offer: [],
  offer_draft: ['customers', 'sales'],
  scan_duplicates: [],
  list_duplicates: ['customers', 'sales', 'points'],
  set_not_same: [],
  compare_customers: ['customers', 'sales', 'points'],
  merge_customers: [],
  undo_merge: [],
  erase_summary: ['customers', 'sales'],
  erase_customer: [],
  export_customer: [],
  counter_customer: ['customers', 'sales', 'points'],
  find_products: ['products'],
  preview_sale: ['settings', 'points'],
  record_sale: [],
  cancel_sale: [],
  day_so_far: ['sales'],
  preview_return: ['settings', 'sales', 'points'],
  record_return: [],
  read_day: [],
  read_club: ['settings', 'points', 'customers', 'products'],
  save_program: [],
  simulate_program: ['sales', 'points', 'customers'],
  promotion_cost: ['sales', 'points'],
  list_rewards: ['points', 'settings'],
  save_reward: [],
  list_coupons: ['points', 'customers'],
  save_coupon: [],
  generate_coupons: [],
  archive_coupons: [],
  discount_cost: ['sales', 'customers'],
  check_coupon: ['points'],
  adjust_points: [],
  reverse_points: [],
  points_statement: ['points', 'customers', 'settings'],
  read_liability: ['points', 'settings'],
  list_expiring: ['points', 'customers'],
  list_tier_changes: ['customers', 'points'],
  review_tiers: [],
  set_referrer: [],
  survey_answered: [],
  confirm_clock: [],
  read_board: ['sales', 'settings', 'costs'],
  read_door: ['sales', 'settings', 'customers', 'costs'],
  read_people: ['sales', 'settings', 'customers'],
  read_costs: ['costs', 'sales', 'settings', 'customers', 'points'],
  save_cost: [],
  remove_cost: [],
  set_target: [],
  read_forecast: ['sales', 'settings', 'forecast'],
  list_forecast_people: ['sales', 'customers', 'forecast'],
  read_behaviour: ['sales', 'settings', 'customers'],
  read_behaviour_people: ['sales', 'settings', 'customers'],
  list_periods: ['sales'],
  pick_import_file: [],
  waiting_files: ['files'],
  analyse_import: [],
  run_import: [],
  import_history: ['imports'],
  job_status: [],
  latest_job: [],
  cancel_job: [],
  open_sample: [],
  remove_sample: [],
  list_products: ['products'],
  save_product: [],
  archive_product: [],
  rename_category: [],
  read_draft: [],
  keep_draft: [],
  read_amount: [],
  suspend_sale: [],
  list_suspended: ['till', 'customers'],
  read_suspended: ['till'],
  drop_suspended: [],
  reopen_suspended: [],
  list_debtors: ['till', 'sales', 'customers'],
  credit_statement: ['till', 'sales', 'customers'],
  settle_credit: [],
  reverse_settlement: [],
  promise_delivery: [],
  mark_delivered: [],
  list_deliveries: ['till', 'sales', 'customers'],
  read_till: ['till', 'sales', 'points'],
  close_day: [],
  list_closes: ['till'],
  undo_close: [],
  move_cash: [],
  reverse_cash_move: [],
  sale_sheet: ['sales', 'points', 'till', 'settings'],
  find_sale: ['sales'],
  member_card: ['customers', 'settings'],
  issue_card: [],
  print_words: ['settings'],
  save_print_words: [],
  print_page: [],
  read_family: ['customers', 'points', 'settings'],
  make_family: [],
  rename_family: [],
  add_to_family: [],
  leave_family: [],
  dissolve_family: [],
  list_segments: ['segments', 'customers', 'sales', 'points', 'products', 'till', 'forecast'],
  save_segment: [],
  archive_segment: [],
  count_segment: ['segments', 'customers', 'sales', 'points', 'products', 'till', 'forecast'],
  explain_segment: ['segments', 'customers', 'sales', 'points', 'products', 'till', 'forecast'],
  segments_of_customer: ['segments', 'customers', 'sales', 'points', 'till', 'forecast'],
  segment_values: ['customers', 'settings'],
  compare_segments: ['segments', 'customers', 'sales', 'points', 'till', 'forecast'],
  overlap_segments: ['segments', 'customers', 'sales', 'points', 'till', 'forecast'],
  segment_history: ['segments', 'sales'],
  export_segment: [],
  snapshot_segment: [],
  read_program_draft: [],
  keep_program_draft: [],
} as const satisfies Record<keyof Commands, readonly Tag[]>;
