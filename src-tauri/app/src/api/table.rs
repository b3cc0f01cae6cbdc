//! The one list of commands. From it come the dispatcher, the permission matrix, the TypeScript client and
//! the command reference. A command that is not here does not exist; one without a permission does not compile.

/// Calls `$then!` with every row: name(request) -> response, who may, tags needed, tags touched, handler.
macro_rules! for_each_command {
    ($then:ident) => {
        $then! {
            /// State of the shop for the frame of every screen.
            shop_status(Nothing) -> ShopStatus, EvenLocked, needs [Settings, Customers, Sales, Staff], touches [] => crate::shop::status;
            /// First run: create an empty shop with its owner.
            start_shop(StartShop) -> Done, Anyone, needs [], touches [Settings, Staff] => crate::shop::start;
            /// Who can sign in: names only.
            list_staff_to_sign_in(Nothing) -> SignInList, EvenLocked, needs [Staff], touches [] => crate::staff::list_to_sign_in;
            /// Sit down at the machine by showing a secret.
            sign_in(SignIn) -> StaffView, EvenLocked, needs [], touches [Staff] => crate::staff::sign_in;
            /// Leave the machine: until somebody signs in nothing is told.
            lock(Nothing) -> Done, EvenLocked, needs [], touches [Staff] => crate::staff::lock;
            /// The person is still at the machine (a key, the mouse, a touch).
            report_activity(Nothing) -> Done, Anyone, needs [], touches [] => crate::staff::report_activity;
            /// Everybody who works here.
            list_staff(Nothing) -> StaffList, ManageStaff, needs [Staff], touches [] => crate::staff::list;
            /// A new member of staff.
            add_staff(AddStaff) -> StaffSaved, ManageStaff, needs [], touches [Staff] => crate::staff::add;
            /// Another name or role for a member.
            update_staff(UpdateStaff) -> Done, ManageStaff, needs [], touches [Staff] => crate::staff::update;
            /// A new PIN or password for a member, or none.
            set_staff_secret(SetStaffSecret) -> Done, ManageStaff, needs [], touches [Staff] => crate::staff::set_secret;
            /// A member leaves, or comes back.
            archive_staff(ArchiveStaff) -> Done, ManageStaff, needs [], touches [Staff] => crate::staff::archive;
            /// Take a change back by the inverse that it left, unless something came after it.
            undo_change(UndoChange) -> Done, Anyone, needs [], touches [] => crate::core::undo_change;
            /// All settings.
            read_settings(Nothing) -> SettingsView, Anyone, needs [Settings, Sales], touches [] => crate::shop::read_settings;
            /// Change the settings that are given.
            save_settings(SaveSettings) -> Done, ManageShop, needs [], touches [Settings, Sales] => crate::shop::save_settings;

            /// People found while typing.
            find_people(FindPeople) -> PeopleFound, ReadCustomers, needs [Customers, Sales, Points], touches [] => crate::customers::find;
            /// A window of the customer list.
            list_customers(ListCustomers) -> CustomerList, ReadCustomers, needs [Customers, Sales, Points], touches [] => crate::customers::list;
            /// The 360° page.
            customer_file(OpenCustomer) -> CustomerFile, ReadCustomers, needs [Customers, Sales, Points], touches [] => crate::customers::file;
            /// A page of a customer's timeline, newest first.
            customer_timeline(Timeline) -> TimelinePage, ReadCustomers, needs [Customers, Sales, Points, Till], touches [] => crate::customers::timeline;
            /// A new customer.
            create_customer(CreateCustomer) -> CustomerSaved, WriteCustomers, needs [], touches [Customers] => crate::customers::create;
            /// Replace a customer's fields.
            update_customer(UpdateCustomer) -> CustomerSaved, WriteCustomers, needs [], touches [Customers] => crate::customers::update;

            /// Remove a new record on which nothing hangs (made by mistake).
            discard_customer(DiscardCustomer) -> Done, WriteCustomers, needs [], touches [Customers] => crate::customers::discard;

            /// Change only some fields of a customer.
            edit_customer(EditCustomer) -> CustomerSaved, WriteCustomers, needs [], touches [Customers] => crate::customers::edit;
            /// People like the one that is being typed.
            find_similar(FindSimilar) -> SimilarPeople, ReadCustomers, needs [Customers], touches [] => crate::customers::find_similar;
            /// Categories and products to be interested in.
            find_interests(FindInterests) -> InterestsFound, ReadCustomers, needs [Products], touches [] => crate::customers::find_interests;
            /// Fields that the shop added to its customers.
            list_custom_fields(Nothing) -> CustomFields, ReadCustomers, needs [Customers], touches [] => crate::customers::list_custom_fields;
            /// A new field of the shop's own, or another name, other choices, another place of one.
            save_custom_field(SaveCustomField) -> CustomFieldSaved, WriteCustomers, needs [], touches [Customers] => crate::customers::save_custom_field;
            /// Put a field of the shop's own away, values and all, or bring it back.
            archive_custom_field(ArchiveCustomField) -> Done, WriteCustomers, needs [], touches [Customers] => crate::customers::archive_custom_field;
            /// Write a note about a customer.
            add_note(AddNote) -> NoteSaved, WriteCustomers, needs [], touches [Customers] => crate::customers::add_note;
            /// Correct a note.
            change_note(ChangeNote) -> NoteSaved, WriteCustomers, needs [], touches [Customers] => crate::customers::change_note;
            /// Remove a note, or bring it back.
            remove_note(RemoveNote) -> Done, WriteCustomers, needs [], touches [Customers] => crate::customers::remove_note;
            /// Leads by stage.
            read_leads(ReadLeads) -> LeadBoard, ReadCustomers, needs [Customers, Sales], touches [] => crate::customers::read_leads;
            /// How far the talk with a lead has come.
            set_lead_stage(SetLeadStage) -> Done, WriteCustomers, needs [], touches [Customers] => crate::customers::set_stage;
            /// Offers of a customer, or everybody's open ones.
            read_offers(ReadOffers) -> OfferList, ReadCustomers, needs [Customers, Sales], touches [] => crate::customers::read_offers;
            /// Write an offer, or what it says anew.
            save_offer(SaveOffer) -> OfferSaved, WriteCustomers, needs [], touches [Customers] => crate::customers::save_offer;
            /// An offer was lost, or sold by a sale.
            close_offer(CloseOffer) -> Done, WriteCustomers, needs [], touches [Customers] => crate::customers::close_offer;
            /// A closed offer is open again.
            reopen_offer(ReopenOffer) -> Done, WriteCustomers, needs [], touches [Customers] => crate::customers::reopen_offer;
            /// Take a new offer back.
            discard_offer(ReopenOffer) -> Done, WriteCustomers, needs [], touches [Customers] => crate::customers::discard_offer;
            /// An offer as the start of a sale.
            offer_draft(OfferRef) -> OfferDraft, ReadCustomers, needs [Customers, Sales], touches [] => crate::customers::offer_draft;
            /// Look over everybody for records of one person.
            scan_duplicates(ScanDuplicates) -> JobStarted, MergeCustomers, needs [], touches [Customers] => crate::customers::scan;
            /// What the last look found.
            list_duplicates(ReadDuplicates) -> DuplicateList, MergeCustomers, needs [Customers, Sales, Points], touches [] => crate::customers::list_duplicates;
            /// Say that two records are two people, or take that back.
            set_not_same(SetNotSame) -> Done, MergeCustomers, needs [], touches [Customers] => crate::customers::set_not_same;
            /// Two records side by side.
            compare_customers(CompareCustomers) -> Comparison, MergeCustomers, needs [Customers, Sales, Points], touches [] => crate::customers::compare;
            /// Make two records one.
            merge_customers(MergeCustomers) -> Merged, MergeCustomers, needs [], touches [Customers, Sales, Points] => crate::customers::merge;
            /// Make two of one again.
            undo_merge(UndoMerge) -> Merged, MergeCustomers, needs [], touches [Customers, Sales, Points] => crate::customers::undo_merge;
            /// What erasing a person would take and leave.
            erase_summary(OpenCustomer) -> EraseSummary, ErasePeople, needs [Customers, Sales], touches [] => crate::customers::erase_summary;
            /// Erase a person for good.
            erase_customer(EraseCustomer) -> Done, ErasePeople, needs [], touches [Customers] => crate::customers::erase;
            /// Hand out everything that is known of a person.
            export_customer(ExportCustomer) -> CustomerExported, ErasePeople, needs [], touches [] => crate::customers::export;

            /// The person at the counter, with what to say.
            counter_customer(CounterCustomer) -> CustomerCard, ReadCustomers, needs [Customers, Sales, Points], touches [] => crate::counter::customer;
            /// Products found while typing or by a scanned barcode.
            find_products(FindProducts) -> ProductsFound, RecordSales, needs [Products], touches [] => crate::counter::find_products;
            /// What the sale would be; writes nothing.
            preview_sale(PreviewSale) -> SalePreview, RecordSales, needs [Settings, Points], touches [] => crate::counter::preview;
            /// Commit a sale.
            record_sale(RecordSale) -> SaleReceipt, RecordSales, needs [], touches [Sales, Points, Customers, Till] => crate::counter::record;
            /// Undo a sale by reversal.
            cancel_sale(CancelSale) -> Done, RecordSales, needs [], touches [Sales, Points, Customers] => crate::counter::cancel;
            /// Today's sales so far.
            day_so_far(Nothing) -> DaySoFar, RecordSales, needs [Sales], touches [] => crate::counter::day_so_far;
            /// What a return of a sale would be; writes nothing.
            preview_return(PreviewReturn) -> ReturnPreview, ReturnSales, needs [Settings, Sales, Points], touches [] => crate::counter::preview_return;
            /// Commit a return.
            record_return(RecordReturn) -> ReturnReceipt, ReturnSales, needs [], touches [Sales, Points, Customers] => crate::counter::record_return;
            /// Read a typed date.
            read_day(ReadDay) -> DayRead, Anyone, needs [], touches [] => crate::counter::read_day;

            /// The club's program, its versions and its tiers.
            read_club(Nothing) -> ClubView, ManageClub, needs [Settings, Points, Customers, Products], touches [] => crate::club::read_club;
            /// A new version of the program.
            save_program(SaveProgram) -> ProgramSaved, ManageClub, needs [], touches [Settings, Points, Customers] => crate::club::save_program;
            /// What last year would have been with a program; writes nothing.
            simulate_program(SimulateProgram) -> Simulation, ManageClub, needs [Sales, Points, Customers], touches [] => crate::club::simulate_program;
            /// What a campaign would cost, before it starts.
            promotion_cost(PromotionCost) -> PromotionEstimate, ManageClub, needs [Sales, Points], touches [] => crate::club::promotion_cost;
            /// The catalogue of rewards.
            list_rewards(ListRewards) -> RewardList, RecordSales, needs [Points, Settings], touches [] => crate::club::list_rewards;
            /// A reward, new or changed.
            save_reward(SaveReward) -> RewardSaved, ManageClub, needs [], touches [Points] => crate::club::save_reward;
            /// Coupons by code, name or person.
            list_coupons(ListCoupons) -> CouponList, ManageClub, needs [Points, Customers], touches [] => crate::club::list_coupons;
            /// A coupon, new or changed.
            save_coupon(SaveCoupon) -> CouponSaved, ManageClub, needs [], touches [Points] => crate::club::save_coupon;
            /// One personal code for each of many people.
            generate_coupons(GenerateCoupons) -> CouponsGenerated, ManageClub, needs [], touches [Points] => crate::club::generate_coupons;
            /// Take coupons off the shelf, or bring them back.
            archive_coupons(ArchiveCoupons) -> Done, ManageClub, needs [], touches [Points] => crate::club::archive_coupons;
            /// What a discount would cost, before it starts.
            discount_cost(DiscountCost) -> DiscountEstimate, ManageClub, needs [Sales, Customers], touches [] => crate::club::discount_cost;
            /// Whether a coupon can be used now by this person.
            check_coupon(CheckCoupon) -> CouponChecked, RecordSales, needs [Points], touches [] => crate::club::check_coupon;
            /// Points by hand, with a reason.
            adjust_points(AdjustPoints) -> PointsChanged, AdjustPoints, needs [], touches [Points, Customers] => crate::club::adjust;
            /// Points given or taken by hand go back, by an entry of their own.
            reverse_points(ReversePoints) -> PointsChanged, AdjustPoints, needs [], touches [Points, Customers] => crate::club::reverse_points;
            /// A customer's ledger, newest first.
            points_statement(ReadStatement) -> Statement, ReadCustomers, needs [Points, Customers, Settings], touches [] => crate::club::statement;
            /// What outstanding points cost, by month.
            read_liability(Nothing) -> Liability, ManageClub, needs [Points, Settings], touches [] => crate::club::liability;
            /// Whose points end soon.
            list_expiring(ReadExpiring) -> ExpiringList, ReadCustomers, needs [Points, Customers], touches [] => crate::club::list_expiring;
            /// Steps up and down the tiers with their reasons.
            list_tier_changes(ReadTierChanges) -> TierChanges, ReadCustomers, needs [Customers, Points], touches [] => crate::club::list_tier_changes;
            /// Look at everybody's tier now.
            review_tiers(ReviewTiers) -> TiersReviewed, ManageClub, needs [], touches [Customers, Points] => crate::club::review_tiers;
            /// Say who sent a customer.
            set_referrer(SetReferrer) -> Done, WriteCustomers, needs [], touches [Customers] => crate::club::set_referrer;
            /// The bonus of an answered survey.
            survey_answered(SurveyAnswered) -> BonusGiven, RecordSales, needs [], touches [Points, Customers] => crate::club::survey_answered;
            /// The PC's date is right: frozen work goes on.
            confirm_clock(ConfirmClock) -> Done, ManageShop, needs [], touches [Settings, Points, Customers] => crate::club::confirm_clock;

            /// The board of one period.
            read_board(ReadBoard) -> BoardView, ReadNumbers, needs [Sales, Settings, Costs], touches [] => crate::board::read;
            /// Behind one number of the board.
            read_door(ReadDoor) -> DoorView, ReadNumbers, needs [Sales, Settings, Customers, Costs], touches [] => crate::board::door;
            /// The people behind a number.
            read_people(ReadPeople) -> PeopleBehind, ReadNumbers, needs [Sales, Settings, Customers], touches [] => crate::board::people;
            /// What winning and keeping customers costs.
            read_costs(ReadCosts) -> CostsView, ReadNumbers, needs [Costs, Sales, Settings, Customers, Points], touches [] => crate::costs::read;
            /// A cost, new or corrected.
            save_cost(SaveCost) -> CostSaved, ManageShop, needs [], touches [Costs] => crate::costs::save;
            /// Take a cost away, or bring it back.
            remove_cost(RemoveCost) -> Done, ManageShop, needs [], touches [Costs] => crate::costs::remove;
            /// What a figure should be, or no longer should.
            set_target(SetTarget) -> Done, ManageShop, needs [], touches [Costs] => crate::costs::set_target;
            /// What customers will probably do, with how the same model did on the shop's past.
            read_forecast(ReadForecast) -> ForecastView, ReadNumbers, needs [Sales, Settings, Forecast], touches [] => crate::forecast::read_forecast;
            /// People by what is to be expected of them.
            list_forecast_people(ListForecastPeople) -> ForecastPeople, ReadNumbers, needs [Sales, Customers, Forecast], touches [] => crate::forecast::list_forecast_people;
            /// How people buy: cohorts, gaps, concentration, recency and frequency.
            read_behaviour(ReadBehaviour) -> BehaviourView, ReadNumbers, needs [Sales, Settings, Customers], touches [] => crate::behaviour::read;
            /// The people behind a count of behaviour.
            read_behaviour_people(ReadBehaviourPeople) -> PeopleBehind, ReadNumbers, needs [Sales, Settings, Customers], touches [] => crate::behaviour::people;
            /// Periods to choose from.
            list_periods(ListPeriods) -> PeriodList, ReadNumbers, needs [Sales], touches [] => crate::board::list_periods;

            /// Let the person choose a file in the system's dialog.
            pick_import_file(Nothing) -> PickedFile, ManageData, needs [], touches [] => crate::data::pick_file;
            /// Files that the system handed over.
            waiting_files(Nothing) -> WaitingFiles, ManageData, needs [Files], touches [] => crate::data::waiting_files;
            /// Start reading a file for review.
            analyse_import(AnalyseImport) -> JobStarted, ManageData, needs [], touches [] => crate::data::analyse;
            /// Start importing a reviewed file.
            run_import(RunImport) -> JobStarted, ManageData, needs [], touches [] => crate::data::run;
            /// Past imports.
            import_history(Nothing) -> ImportHistory, ManageData, needs [Imports], touches [] => crate::data::history;
            /// Where a long job is.
            job_status(JobRef) -> JobView, ManageData, needs [], touches [] => crate::data::job_status;
            /// The job that runs now or ran last.
            latest_job(Nothing) -> LatestJob, ManageData, needs [], touches [] => crate::data::latest_job;
            /// Stop a long job; nothing of it stays.
            cancel_job(JobRef) -> Done, ManageData, needs [], touches [] => crate::data::cancel_job;
            /// Open the sample shop (made on first use), beside the real one.
            open_sample(OpenSample) -> JobStarted, ManageData, needs [], touches [] => crate::data::open_sample;
            /// Delete the sample shop and go back to the real one.
            remove_sample(Nothing) -> Done, ManageData, needs [], touches [Settings, Customers, Sales, Points, Products, Imports] => crate::data::remove_sample;

            /// The list of products.
            list_products(ListProducts) -> ProductList, RecordSales, needs [Products], touches [] => crate::products::list;
            /// A new product, or its fields again; old sales keep their prices.
            save_product(SaveProduct) -> ProductSaved, ManageProducts, needs [], touches [Products] => crate::products::save;
            /// Take a product off the counter, or bring it back.
            archive_product(ArchiveProduct) -> Done, ManageProducts, needs [], touches [Products] => crate::products::archive;
            /// Another name for a category.
            rename_category(RenameCategory) -> Done, ManageProducts, needs [], touches [Products] => crate::products::rename_category;

            /// The sale that was being typed.
            read_draft(Nothing) -> DraftKept, RecordSales, needs [], touches [] => crate::till::read_draft;
            /// Keep the sale being typed.
            keep_draft(KeepDraft) -> Nothing, RecordSales, needs [], touches [] => crate::till::keep_draft;
            /// Read a typed amount.
            read_amount(ReadAmount) -> AmountRead, Anyone, needs [], touches [] => crate::till::read_amount;
            /// Put the sale being typed aside.
            suspend_sale(SuspendSale) -> SuspendedView, RecordSales, needs [], touches [Till, Points] => crate::till::suspend;
            /// Sales put aside.
            list_suspended(Nothing) -> SuspendedList, RecordSales, needs [Till, Customers], touches [] => crate::till::list_suspended;
            /// One of them, as it was typed.
            read_suspended(SuspendedRef) -> SuspendedBody, RecordSales, needs [Till], touches [] => crate::till::read_suspended;
            /// Give a suspended sale up; its points are free again.
            drop_suspended(EndSuspended) -> Done, RecordSales, needs [], touches [Till, Points] => crate::till::drop_suspended;
            /// Bring a dropped one back.
            reopen_suspended(EndSuspended) -> SuspendedView, RecordSales, needs [], touches [Till, Points] => crate::till::reopen_suspended;
            /// Everybody with open credit.
            list_debtors(Nothing) -> DebtorList, RecordSales, needs [Till, Sales, Customers], touches [] => crate::till::debtors;
            /// What one customer owes, line by line.
            credit_statement(CreditOf) -> CreditStatement, RecordSales, needs [Till, Sales, Customers], touches [] => crate::till::statement;
            /// Take money towards what is owed.
            settle_credit(SettleCredit) -> CreditSettled, RecordSales, needs [], touches [Till, Customers] => crate::till::settle;
            /// Take a settlement back, by an entry of its own.
            reverse_settlement(ReverseSettlement) -> Done, RecordSales, needs [], touches [Till, Customers] => crate::till::reverse;
            /// Promise the day of a delivery.
            promise_delivery(PromiseDelivery) -> Done, RecordSales, needs [], touches [Till] => crate::till::promise;
            /// It was delivered, or was not after all.
            mark_delivered(MarkDelivered) -> Done, RecordSales, needs [], touches [Till] => crate::till::mark_delivered;
            /// What is still to be delivered.
            list_deliveries(Nothing) -> DeliveryList, RecordSales, needs [Till, Sales, Customers], touches [] => crate::till::deliveries;
            /// The open record of the drawer.
            read_till(Nothing) -> TillView, CloseDay, needs [Till, Sales, Points], touches [] => crate::till::read_till;
            /// Close the drawer's record.
            close_day(CloseDay) -> CloseView, CloseDay, needs [], touches [Till] => crate::till::close_day;
            /// Past closes.
            list_closes(ListCloses) -> CloseList, CloseDay, needs [Till], touches [] => crate::till::list_closes;
            /// Take the last close back.
            undo_close(UndoClose) -> Done, CloseDay, needs [], touches [Till] => crate::till::undo_close;
            /// Put cash into the drawer or take some out, for something other than a sale.
            move_cash(MoveCash) -> CashMoved, CloseDay, needs [], touches [Till] => crate::till::move_cash;
            /// Take such a move back by one of the opposite sign.
            reverse_cash_move(ReverseCashMove) -> MoveUndone, CloseDay, needs [], touches [Till] => crate::till::reverse_cash_move;

            /// A sale whole: for paper, for a return.
            sale_sheet(SaleRef) -> SaleSheet, RecordSales, needs [Sales, Points, Till, Settings], touches [] => crate::print::sale_sheet;
            /// A sale by its invoice number or the code on its receipt.
            find_sale(FindSale) -> SaleFound, RecordSales, needs [Sales], touches [] => crate::print::find_sale;
            /// A member's card.
            member_card(CardOf) -> MemberCard, ReadCustomers, needs [Customers, Settings], touches [] => crate::print::member_card;
            /// Give a customer a card number of their own.
            issue_card(IssueCard) -> MemberCard, WriteCustomers, needs [], touches [Customers] => crate::print::issue_card;
            /// The shop's words on paper.
            print_words(Nothing) -> PrintHead, Anyone, needs [Settings], touches [] => crate::print::print_words;
            /// Other words on paper.
            save_print_words(SavePrintWords) -> Done, ManageShop, needs [], touches [Settings] => crate::print::save_print_words;
            /// Print the window's print view, or save it as a PDF.
            print_page(PrintPage) -> Printed, ReadCustomers, needs [], touches [] => crate::print::print_page;

            /// The household that a customer spends points with.
            read_family(OpenCustomer) -> FamilyPage, ReadCustomers, needs [Customers, Points, Settings], touches [] => crate::families::read;
            /// Two people or more spend their points together from now on.
            make_family(MakeFamily) -> FamilyChanged, WriteCustomers, needs [], touches [Customers, Points] => crate::families::make;
            /// Another name for a household.
            rename_family(RenameFamily) -> Done, WriteCustomers, needs [], touches [Customers, Points] => crate::families::rename;
            /// Somebody comes into a household.
            add_to_family(FamilyOfMember) -> FamilyChanged, WriteCustomers, needs [], touches [Customers, Points] => crate::families::add;
            /// Somebody leaves a household and takes their own points along.
            leave_family(FamilyOfMember) -> FamilyChanged, WriteCustomers, needs [], touches [Customers, Points] => crate::families::leave;
            /// Everybody goes on alone.
            dissolve_family(DissolveFamily) -> Done, WriteCustomers, needs [], touches [Customers, Points] => crate::families::dissolve;
            /// Segments with their live sizes, and the ready-made ones.
            list_segments(ListSegments) -> SegmentList, ManageSegments, needs [Segments, Customers, Sales, Points, Products, Till, Forecast], touches [] => crate::segments::list;
            /// A segment, new or changed.
            save_segment(SaveSegment) -> SegmentSaved, ManageSegments, needs [], touches [Segments] => crate::segments::save;
            /// Put a segment away, or bring it back.
            archive_segment(ArchiveSegment) -> Done, ManageSegments, needs [], touches [Segments] => crate::segments::archive;
            /// How many a rule that is being typed would hold; writes nothing.
            count_segment(CountSegment) -> SegmentCount, ManageSegments, needs [Segments, Customers, Sales, Points, Products, Till, Forecast], touches [] => crate::segments::count;
            /// Why a person is in or out.
            explain_segment(ExplainSegment) -> SegmentExplained, ManageSegments, needs [Segments, Customers, Sales, Points, Products, Till, Forecast], touches [] => crate::segments::explain;
            /// The segments that a person is in.
            segments_of_customer(OpenCustomer) -> SegmentsOfCustomer, ManageSegments, needs [Segments, Customers, Sales, Points, Till, Forecast], touches [] => crate::segments::of_customer;
            /// Values that rules can ask for.
            segment_values(Nothing) -> SegmentValues, ManageSegments, needs [Customers, Settings], touches [] => crate::segments::values;
            /// The figures of a period, segment by segment.
            compare_segments(CompareSegments) -> SegmentTable, ManageSegments, needs [Segments, Customers, Sales, Points, Till, Forecast], touches [] => crate::segments::compare;
            /// Who is in several segments.
            overlap_segments(OverlapSegments) -> SegmentOverlap, ManageSegments, needs [Segments, Customers, Sales, Points, Till, Forecast], touches [] => crate::segments::overlap;
            /// Earlier sizes of a segment, and its members kept at a moment.
            segment_history(OpenSegment) -> SegmentHistory, ManageSegments, needs [Segments, Sales], touches [] => crate::segments::history;
            /// Write the members of a segment into a file.
            export_segment(SegmentAction) -> SegmentExported, ManageSegments, needs [], touches [] => crate::segments::export;
            /// Keep who is in a segment now.
            snapshot_segment(SegmentAction) -> SnapshotTaken, ManageSegments, needs [], touches [Segments] => crate::segments::snapshot;

            /// The program of the club that was being edited.
            read_program_draft(Nothing) -> DraftKept, ManageClub, needs [], touches [] => crate::till::read_program_draft;
            /// Keep the program being edited.
            keep_program_draft(KeepDraft) -> Nothing, ManageClub, needs [], touches [] => crate::till::keep_program_draft;
        }
    };
}
pub(crate) use for_each_command;
