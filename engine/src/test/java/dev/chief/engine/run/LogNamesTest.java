package dev.chief.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogNamesTest {
    @Test
    void aPlainNameIsKept() {
        assertThat(LogNames.safe("extract-2_all.py")).isEqualTo("extract-2_all.py");
    }

    @Test
    void anyTextIsMadeAFileNameOfItsOwn() {
        Random random = new Random(20_261_123);
        int[] letters = "abc/\\. -_:\0\n\u0007é你😀AZ09%~".codePoints().toArray();
        Map<String, String> textOf = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(i % 50 == 0 ? 400 : 6); length > 0; length--) {
                text.appendCodePoint(letters[random.nextInt(letters.length)]);
            }
            String name = LogNames.safe(text.toString());
            assertThat(name).matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");
            assertThat(textOf.merge(name, text.toString(), (old, same) -> old)).isEqualTo(text.toString());
        }
    }

    @Test
    void aNameThatLooksLikeAChangedOneIsNotTakenForIt() {
        String changed = LogNames.safe("a/b");
        assertThat(changed).matches("a_b-[0-9a-f]{12}");
        assertThat(LogNames.safe(changed)).isNotEqualTo(changed);
    }

    @Test
    void aScriptsFileIsNumberedAndHasNoDirectory() {
        assertThat(LogNames.file(Path.of("/run"), 3, "steps/load.py"))
                .isEqualTo(Path.of("/run/03-load.py.log"));
        assertThat(LogNames.file(Path.of("/run"), 12, "load.py")).isEqualTo(Path.of("/run/12-load.py.log"));
    }
}
