package dev.chief.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chief.core.schedule.CronField.Kind;
import dev.chief.core.schedule.Every.Unit;
import java.time.Month;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of the schedule language, and what users are told about others. P stands for the path of the field. */
class ParsersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"monday | 1 | monday", " SUNDAY , Friday | 0,5 | sunday, friday",
            "monday-friday | 1-5 | monday-friday", "monday - tuesday | 1-2 | monday-tuesday",
            "7 | 0 | sunday",
            "1-5,saturday,7 | 1-5,6,0 | monday-friday, saturday, sunday", "'monday,' | 1 | monday",
            "monday,1 | 1,1 | monday, monday"})
    void weekdaysKeepTheirOrder(String text, String cron, String words) {
        assertThat(Weekdays.parse(text).cron()).isEqualTo(cron);
        assertThat(Weekdays.parse(text).words()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'' | Invalid weekday \"\" at P.",
            "' ' | Invalid weekday \" \" at P.",
            "',' | P is empty.", "mon | Invalid weekday \"mon\" at P.", "8 | Invalid weekday \"8\" at P.",
            "01 | Invalid weekday \"01\" at P.", "\u00b2 | Invalid weekday \"\u00b2\" at P.",
            "monday,,x | Invalid weekday \"x\" at P.", "1- | Invalid weekday \"\" at P.",
            "-1 | Invalid weekday \"\" at P.",
            "friday-monday | Invalid weekday range \"friday-monday\" at P.",
            "monday-sunday | Invalid weekday range \"monday-sunday\" at P.",
            "1-2-3 | Invalid weekday \"2-3\" at P."})
    void weekdaysOfAnotherFormAreRefused(String text, String message) {
        assertThat(refusal(() -> Weekdays.parse(text))).isEqualTo(message);
    }

    @Test
    void oneDayWrittenOnceIsASingleDay() {
        assertThat(Weekdays.parse("friday").isSingleDay()).isTrue();
        assertThat(Weekdays.parse("friday-friday").isSingleDay()).isTrue();
        assertThat(Weekdays.parse("friday,friday").isSingleDay()).isFalse();
        assertThat(Weekdays.parse("monday-tuesday").isSingleDay()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"MINUTE | * | *", "MINUTE | 05 | 05",
            "MINUTE | ' 1,2-4/2 ' | 1,2-4/2",
            "MINUTE | */60 | */60", "MONTH | January-MARCH/2 | 1-3/2", "MONTH | DECEMBER,1 | 12,1",
            "DAY_OF_WEEK | sunday,Friday-saturday | 0,5-6", "DAY_OF_WEEK | 5-7 | 5-7", "HOUR | 9/4 | 9/4"})
    void fieldsKeepTheirSpellingButForNames(Kind kind, String text, String shown) {
        assertThat(CronField.parse(text, kind)).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"MINUTE | 50/4 | 50,54,58", "MINUTE | 5-20/6,7 | 5,7,11,17",
            "HOUR | */9 | 0,9,18",
            "DAY_OF_MONTH | */10 | 1,11,21,31", "MONTH | 10-12 | 10,11,12", "DAY_OF_WEEK | 5-7 | 0,5,6",
            "DAY_OF_WEEK | */2 | 0,2,4,6", "DAY_OF_WEEK | 7 | 0", "DAY_OF_WEEK | * | 0,1,2,3,4,5,6"})
    void fieldsLetTheirValuesPass(Kind kind, String text, String values) {
        long bits = CronField.parse(text, kind).bits();

        assertThat(List.of(values.split(",", -1)))
                .allMatch(value -> (bits >>> Integer.parseInt(value) & 1) == 1)
                .hasSize(Long.bitCount(bits));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"MINUTE | '' | P cannot be empty.",
            "MINUTE | x | Invalid cron token \"x\" at P.",
            "MINUTE | 1, | Invalid cron token \"1,\" at P.",
            "MINUTE | 1,,2 | Invalid cron token \"1,,2\" at P.",
            "HOUR | 9:00 | Invalid cron token \"9:00\" at P.",
            "MINUTE | True | Invalid cron token \"True\" at P.",
            "MINUTE | */0 | Invalid step \"*/0\" at P.", "MINUTE | */ | Invalid step \"*/\" at P.",
            "MINUTE | 1/2/3 | Invalid step \"1/2/3\" at P.", "MINUTE | */5/2 | Invalid step \"*/5/2\" at P.",
            "MINUTE | */100 | Step \"100\" too large at P.", "MINUTE | 1-5/61 | Step \"61\" too large at P.",
            "MINUTE | 1/99999999999 | Step \"99999999999\" too large at P.",
            "MINUTE | 5-1 | Invalid range \"5-1\" at P.",
            "MINUTE | -1 | Invalid range \"-1\" at P.", "MINUTE | *-5 | Invalid range \"*-5\" at P.",
            "MINUTE | 1-2-3 | Invalid range \"1-2-3\" at P.", "HOUR | 23- | Invalid range \"23-\" at P.",
            "MINUTE | ** | Invalid token \"**\" at P.", "MINUTE | 60 | Value \"60\" out of bounds 0-59 at P.",
            "HOUR | 24/2 | Value \"24\" out of bounds 0-23 at P.",
            "MINUTE | 0-60 | Range \"0-60\" out of bounds 0-59 at P.",
            "DAY_OF_MONTH | 0 | Value \"0\" out of bounds 1-31 at P.",
            "DAY_OF_MONTH | 1-32 | Range \"1-32\" out of bounds 1-31 at P.",
            "MONTH | 0-5 | Range \"0-5\" out of bounds 1-12 at P.",
            "MONTH | jan | Invalid token \"jan\" at P.",
            "MONTH | None | Invalid token \"none\" at P.", "MONTH | january- | Invalid range \"1-\" at P.",
            "DAY_OF_WEEK | 8 | Value \"8\" out of bounds 0-7 at P.",
            "DAY_OF_WEEK | friday#2 | Invalid cron token \"5#2\" at P.",
            "DAY_OF_WEEK | - | Invalid range \"-\" at P."})
    void fieldsOfAnotherFormAreRefused(Kind kind, String text, String message) {
        assertThat(refusal(() -> CronField.parse(text, kind))).isEqualTo(message);
    }

    @Test
    void monthsAreNamesOrNumbers() {
        assertThat(Months.parse(" February ")).isEqualTo(Month.FEBRUARY);
        assertThat(Months.parse("APRIL")).isEqualTo(Month.APRIL);
        assertThat(Months.parse("012")).isEqualTo(Month.DECEMBER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'' | Invalid month \"\" at P.", "1,2 | Invalid month \"1,2\" at P.",
            "feb | Invalid month \"feb\" at P.", "0 | P must be between 1 and 12.",
            "13 | P must be between 1 and 12.",
            "99999999999999 | P must be between 1 and 12."})
    void otherMonthsAreRefused(String text, String message) {
        assertThat(refusal(() -> Months.parse(text))).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({"5m, 5, MINUTES", "0005M, 5, MINUTES", "' 90m ', 90, MINUTES", "2H, 2, HOURS",
            "14600d, 14600, DAYS"})
    void stepsAreANumberAndAUnit(String text, int count, Unit unit) {
        assertThat(Every.parse(text)).isEqualTo(new Every(count, unit));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"5 ; P must be in format <number><m|h|d>, got \"5\".",
            "1y ; P must be in format <number><m|h|d>, got \"1y\".",
            "'' ; P must be in format <number><m|h|d>, got \"\".",
            "1h30m ; P must be in format <number><m|h|d>, got \"1h30m\".",
            "-5m ; P must be in format <number><m|h|d>, got \"-5m\".",
            "1.5h ; P must be in format <number><m|h|d>, got \"1.5h\".",
            "\u0665m ; P must be in format <number><m|h|d>, got \"\u0665m\".",
            "0m ; P must be > 0.", "0s ; P must be > 0.",
            "30s ; seconds intervals are unsupported. Use m, h, or d in \"every\".",
            "14601d ; P must be at most 14600d, got \"14601d\".",
            "99999999999d ; P must be at most 14600d, got \"99999999999d\"."})
    void otherStepsAreRefused(String text, String message) {
        assertThat(refusal(() -> Every.parse(text))).isEqualTo(message);
    }

    @Test
    void theLocaleOfTheMachineDoesNotMatter() {
        assertThat(Locale.getDefault().getLanguage()).isEqualTo("tr");
        assertThat(Weekdays.parse("FRIDAY").words()).isEqualTo("friday");
        assertThat(Ordinal.FIRST.word()).isEqualTo("first");
        assertThat(CronField.parse("APRIL", Kind.MONTH)).hasToString("4");
    }

    private static String refusal(Runnable parse) {
        ScheduleSyntaxException refused = catchThrowableOfType(ScheduleSyntaxException.class, parse::run);
        return refused == null ? "not refused" : refused.messageAt("P");
    }
}
