package dev.chief.bench;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.chief.core.schedule.Schedule;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Objects;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.scheduling.support.CronExpression;

/**
 * The next run, each asked for at the one before, from 2026 to 2092 in New York and over again. Each scheduler takes and
 * gives its own type of time. (After the leap day of 2096 cron-utils finds no other.)
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
// Date is what Quartz speaks.
@SuppressWarnings("JavaUtilDate")
public class NextRunBenchmark {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final ZonedDateTime FIRST = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZONE);
    private static final ZonedDateTime LAST = ZonedDateTime.of(2093, 1, 1, 0, 0, 0, 0, ZONE);
    private static final Instant LAST_INSTANT = LAST.toInstant();
    private static final Date LAST_DATE = Date.from(LAST_INSTANT);

    /** The schedule. */
    @Param
    private Workload workload = Workload.WEEKDAYS;

    private Schedule chief = Schedule.of(workload.chief(), ZONE);
    private CronExpression spring = CronExpression.parse(workload.spring());
    private ExecutionTime cronUtils = cronUtils(workload);
    private org.quartz.CronExpression quartz = quartz(workload);

    private Instant chiefNow = FIRST.toInstant();
    private ZonedDateTime springNow = FIRST;
    private ZonedDateTime cronUtilsNow = FIRST;
    private Date quartzNow = Date.from(FIRST.toInstant());

    /** Makes the schedulers ready, and sees that they agree. */
    @Setup
    public void compile() {
        chief = Schedule.of(workload.chief(), ZONE);
        spring = CronExpression.parse(workload.spring());
        cronUtils = cronUtils(workload);
        quartz = quartz(workload);
        for (int i = 0; i < 10; i++) {
            Instant next = chief();
            if (!next.equals(spring().toInstant()) || !next.equals(cronUtils().toInstant())
                    || !next.equals(quartz().toInstant())) {
                throw new IllegalStateException("no agreement on " + workload + " at " + next);
            }
        }
    }

    /** Chief. */
    @Benchmark
    public Instant chief() {
        Instant next = chief.nextAfter(chiefNow).orElseThrow();
        chiefNow = next.isBefore(LAST_INSTANT) ? next : FIRST.toInstant();
        return next;
    }

    /** Spring. */
    @Benchmark
    public ZonedDateTime spring() {
        ZonedDateTime next = Objects.requireNonNull(spring.next(springNow));
        springNow = next.isBefore(LAST) ? next : FIRST;
        return next;
    }

    /** Quartz. */
    @Benchmark
    public Date quartz() {
        Date next = quartz.getTimeAfter(quartzNow);
        quartzNow = next.before(LAST_DATE) ? next : Date.from(FIRST.toInstant());
        return next;
    }

    /** cron-utils. */
    @Benchmark
    public ZonedDateTime cronUtils() {
        ZonedDateTime next = cronUtils.nextExecution(cronUtilsNow).orElseThrow();
        cronUtilsNow = next.isBefore(LAST) ? next : FIRST;
        return next;
    }

    private static ExecutionTime cronUtils(Workload workload) {
        return ExecutionTime
                .forCron(new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ))
                        .parse(workload.quartz()));
    }

    private static org.quartz.CronExpression quartz(Workload workload) {
        try {
            org.quartz.CronExpression expression = new org.quartz.CronExpression(workload.quartz());
            expression.setTimeZone(TimeZone.getTimeZone(ZONE));
            return expression;
        } catch (ParseException e) {
            throw new IllegalArgumentException(workload.quartz(), e);
        }
    }
}
