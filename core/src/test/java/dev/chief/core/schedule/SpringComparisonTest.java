package dev.chief.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.schedule.CronField.Kind;
import dev.chief.core.schedule.Recurrence.Custom;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.support.CronExpression;

/**
 * Holds custom schedules in UTC against Spring's cron expressions, where both mean the same. Spring lets a day pass that
 * suits both day fields, where Chief wants either: there the earlier run of two expressions is compared.
 */
class SpringComparisonTest {
    private static final long SEED = Long.getLong("chief.properties.seed", 20_261_122L);
    private static final int COUNT = Integer.getInteger("chief.properties.count", 4_000);
    private static final Instant FIRST = Instant.parse("2018-01-01T00:00:00Z");
    private static final int SECONDS = 20 * 365 * 86_400;

    @Test
    void customSchedulesRunWhenSpringRunsThem() {
        for (long seed = SEED; seed < SEED + COUNT; seed++) {
            RandomGenerator random = new SplittableRandom(seed);
            Custom fields = fields(random);
            Instant from = FIRST.plusSeconds(random.nextInt(SECONDS));

            List<Instant> ours = Slots.after(Schedule.of(fields, ZoneId.of("UTC")), from).limit(20).toList();

            assertThat(ours).as("seed %d: %s after %s", seed, fields, from)
                    .isEqualTo(springs(fields, from).limit(20).toList());
        }
    }

    private static Custom fields(RandomGenerator random) {
        return new Custom(field(Kind.MINUTE, random), field(Kind.HOUR, random),
                field(Kind.DAY_OF_MONTH, random),
                field(Kind.MONTH, random), field(Kind.DAY_OF_WEEK, random));
    }

    private static CronField field(Kind kind, RandomGenerator random) {
        return random.nextInt(3) == 0 ? CronField.any(kind)
                : CronField.parse(RandomField.of(kind, 5, random).text(), kind);
    }

    private static Stream<Instant> springs(Custom fields, Instant from) {
        // In Spring a step over all weekdays begins on Monday, not on Sunday, and 7-7 is the whole week.
        String dayOfWeek = fields.dayOfWeek().toString().replace("*/", "0-6/").replaceAll("0?7-0?7", "0-0");
        String time = "0 " + fields.minute() + " " + fields.hour() + " ";
        if (fields.dayOfMonth().restricted() && fields.dayOfWeek().restricted()) {
            return runs(from, CronExpression.parse(time + fields.dayOfMonth() + " " + fields.month() + " *"),
                    CronExpression.parse(time + "* " + fields.month() + " " + dayOfWeek));
        }
        return runs(from,
                CronExpression.parse(time + fields.dayOfMonth() + " " + fields.month() + " " + dayOfWeek));
    }

    private static Stream<Instant> runs(Instant from, CronExpression... expressions) {
        return Stream.iterate(earliest(from, expressions), Optional::isPresent,
                run -> run.flatMap(now -> earliest(now, expressions))).map(Optional::orElseThrow);
    }

    private static Optional<Instant> earliest(Instant after, CronExpression... expressions) {
        return Stream.of(expressions)
                .flatMap(expression -> Stream.ofNullable(expression.next(after.atZone(ZoneOffset.UTC))))
                .map(ZonedDateTime::toInstant)
                .min(Instant::compareTo);
    }
}
