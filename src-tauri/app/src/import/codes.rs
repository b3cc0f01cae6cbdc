//! Every reason that an import can give, once. The catalogue of the window has one sentence for each.

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident => $text:literal),+ $(,)?) => {
        /// Why a file, a row or a cell is not taken as it stands.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])* $name),+ }

        impl Code {
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text),+ }
            }
        }

        /// Every code an error or an issue can carry.
        pub const CODES: &[&str] = &[$($text),+];
    };
}

codes! {
    FileUnreadable => "import_file_unreadable",
    FileEmpty => "import_file_empty",
    FileOldExcel => "import_file_old_excel",
    FileBinaryExcel => "import_file_binary_excel",
    FileOpenDocument => "import_file_open_document",
    FileLocked => "import_file_locked",
    FileNotATable => "import_file_not_a_table",
    EncodingUnknown => "import_encoding_unknown",
    /// `row` when it is known where.
    FileDamaged => "import_file_damaged",
    NoSheet => "import_no_sheet",
    FileTooLarge => "import_file_too_large",
    TooManyColumns => "import_too_many_columns",
    TooManyRows => "import_too_many_rows",
    HeadersOnly => "import_headers_only",
    KindUnknown => "import_kind_unknown",
    ColumnMissing => "import_column_missing",
    ColumnTwice => "import_column_twice",
    MappingMisfit => "import_mapping_misfit",
    TotalTooLarge => "import_total_too_large",
    Cancelled => "import_cancelled",
    StoreFailed => "import_store_failed",

    CellTooLong => "import_cell_too_long",
    CellUnreadable => "import_cell_unreadable",
    FormulaError => "import_formula_error",
    TotalRowSkipped => "import_total_row_skipped",

    CustomerUnidentified => "import_customer_unidentified",
    NameMissing => "import_name_missing",
    CodeRepeated => "import_code_repeated",
    PhoneTooShort => "import_phone_too_short",
    PhoneTooLong => "import_phone_too_long",
    PhoneNotDigits => "import_phone_not_digits",
    PhoneForeign => "import_phone_foreign",
    PhoneSeveral => "import_phone_several",
    PhoneUnknownBeginning => "import_phone_unknown_beginning",
    PhoneLandline => "import_phone_landline",
    PhoneMadeUp => "import_phone_made_up",
    PhoneUnknownOperator => "import_phone_unknown_operator",
    PhoneShared => "import_phone_shared",
    BirthAmbiguous => "import_birth_ambiguous",
    BirthInvalid => "import_birth_invalid",
    BirthInFuture => "import_birth_in_future",
    GenderUnknown => "import_gender_unknown",
    NationalCodeInvalid => "import_national_code_invalid",
    PointsInvalid => "import_points_invalid",
    PointsNegative => "import_points_negative",
    PointsTooLarge => "import_points_too_large",
    /// The customer brought points before; these are not added.
    PointsKnown => "import_points_known",

    DateMissing => "import_date_missing",
    DateNotADate => "import_date_not_a_date",
    DateAmbiguousYear => "import_date_ambiguous_year",
    DateAmbiguousOrder => "import_date_ambiguous_order",
    DateYearOutOfRange => "import_date_year_out_of_range",
    DateMonthOutOfRange => "import_date_month_out_of_range",
    DateDayOutOfRange => "import_date_day_out_of_range",
    DateWeekdayMismatch => "import_date_weekday_mismatch",
    DateInFuture => "import_date_in_future",
    TimeInvalid => "import_time_invalid",
    QuantityMissing => "import_quantity_missing",
    QuantityInvalid => "import_quantity_invalid",
    QuantityZero => "import_quantity_zero",
    QuantityNegative => "import_quantity_negative",
    QuantityTooLarge => "import_quantity_too_large",
    AmountMissing => "import_amount_missing",
    AmountNotANumber => "import_amount_not_a_number",
    AmountGrouping => "import_amount_grouping",
    AmountFraction => "import_amount_fraction",
    AmountNegative => "import_amount_negative",
    AmountTooLarge => "import_amount_too_large",
    DiscountTooLarge => "import_discount_too_large",
    CustomerAmbiguous => "import_customer_ambiguous",
    /// Several people share the mobile of a sale and no name tells them apart.
    CustomerSharedMobile => "import_customer_shared_mobile",
    /// A sale's mobile is no mobile.
    SaleMobileUnread => "import_sale_mobile_unread",
    CustomerCodeMissing => "import_customer_code_missing",
    InvoiceOtherDay => "import_invoice_other_day",
    InvoiceOtherCustomer => "import_invoice_other_customer",
    InvoiceRepeated => "import_invoice_repeated",
    InvoiceNextYear => "import_invoice_next_year",
    InvoiceTaken => "import_invoice_taken",
    InvoiceDiffers => "import_invoice_differs",
}

impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
