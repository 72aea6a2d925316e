package dev.chief.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.config.Node.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoreSchemaTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", value = {
            "'' | NULL", "~ | NULL", "null | NULL", "Null | NULL", "NULL | NULL", "nULL | WORD", "~x | WORD",
            "true | BOOLEAN", "True | BOOLEAN", "FALSE | BOOLEAN", "yes | WORD", "tRUE | WORD", "0 | INTEGER",
            "-12 | INTEGER", "+5 | INTEGER", "007 | INTEGER", "0o17 | INTEGER", "0o18 | WORD",
            "0x1F | INTEGER",
            "0xG | WORD", "0x | WORD", "1_000 | WORD", "1.5 | FLOAT", ".5 | FLOAT", "5. | FLOAT",
            "-.5 | FLOAT",
            "1e3 | FLOAT", "1.0E+3 | FLOAT", "1e | WORD", ". | WORD", "- | WORD", "+ | WORD", ".inf | FLOAT",
            "-.INF | FLOAT", ".nan | FLOAT", "-.nan | WORD", "2026-12-25 | WORD", "14:30 | WORD",
            "1.2.3 | WORD",
            "5m | WORD", "٣ | WORD", "1٣ | WORD"
    })
    void plainScalarsAreWhatTheCoreSchemaSays(String text, Kind kind) {
        assertThat(CoreSchema.kindOf(text)).isEqualTo(kind);
    }

    @Test
    void integersOfEveryNotationHaveTheirValue() {
        assertThat(CoreSchema.integer("-12")).isEqualTo(-12);
        assertThat(CoreSchema.integer("+007")).isEqualTo(7);
        assertThat(CoreSchema.integer("0o17")).isEqualTo(15);
        assertThat(CoreSchema.integer("0x1F")).isEqualTo(31);
        assertThat(CoreSchema.integer("9".repeat(40))).isEqualTo(Long.MAX_VALUE);
        assertThat(CoreSchema.integer("-" + "9".repeat(40))).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void numbersOfEveryNotationHaveTheirValue() {
        assertThat(number("1.50")).isEqualTo(1.5);
        assertThat(number("-.5")).isEqualTo(-0.5);
        assertThat(number("1e3")).isEqualTo(1000);
        assertThat(number("1.e3")).isEqualTo(1000);
        assertThat(number("-.inf")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(number(".NaN")).isNaN();
    }

    private static double number(String text) {
        return CoreSchema.number(new Node.Scalar(text, CoreSchema.kindOf(text), 1, 1, 1));
    }
}
