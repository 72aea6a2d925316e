package dev.chief.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.chief.engine.run.RunEvent.RunFinished;
import dev.chief.engine.run.RunEvent.RunStarted;
import dev.chief.engine.run.RunEvent.ScriptFinished;
import dev.chief.engine.run.RunEvent.ScriptRetrying;
import dev.chief.engine.run.RunEvent.ScriptStarted;
import dev.chief.engine.run.RunListener;
import dev.chief.engine.run.RunStatus;
import dev.chief.engine.run.ScriptStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.LoggerFactory;

/**
 * {@code chief.log}: what happened, line by line, with run ids. Rotated by size, so that it can be left alone. If it cannot
 * be written that is said once and the command goes on without it.
 */
final class LogFile implements AutoCloseable {
    private static final FileSize MOST_BYTES = new FileSize(10 * FileSize.MB_COEFFICIENT);
    private static final int KEPT_FILES = 5;

    private final LoggerContext loggers;
    private final Logger logger;

    private LogFile(LoggerContext loggers) {
        this.loggers = loggers;
        this.logger = loggers.getLogger("chief");
    }

    static LogFile open(Path file, Streams streams) {
        LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
        loggers.reset();
        Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        boolean writable = Files.exists(file) ? Files.isWritable(file) : Files.isWritable(file.getParent());
        if (writable) {
            root.addAppender(appender(file, loggers));
        } else {
            streams.report("Warning: the log file cannot be written: " + file);
        }
        return new LogFile(loggers);
    }

    /** Logs a line. */
    void info(String line) {
        logger.info(line);
    }

    /** Logs a line that asks for attention. */
    void warn(String line) {
        logger.warn(line);
    }

    /** Logs what a run does. */
    RunListener listener() {
        return new RunListener() {
            @Override
            public void runStarted(RunStarted event) {
                logger.info("[{}] Starting job {}{}", event.run(), event.job().name(),
                        event.scheduledFor().map(slot -> " (scheduled_for=" + slot + ")").orElse(""));
            }

            @Override
            public void scriptStarted(ScriptStarted event) {
                logger.info("[{}] [{}/{}] Running {}", event.run(), event.attempt().index(),
                        event.attempt().total(),
                        event.attempt().script().path());
            }

            @Override
            public void scriptRetrying(ScriptRetrying event) {
                logger.warn("[{}] Script failed: {} ({}); trying again in {}", event.run(),
                        event.failed().attempt().script().path(), event.failed().reason(),
                        seconds(event.delay()));
            }

            @Override
            public void scriptFinished(ScriptFinished event) {
                String path = event.attempt().script().path();
                if (event.status() == ScriptStatus.SUCCEEDED) {
                    logger.info("[{}] Script succeeded: {} ({})", event.run(), path,
                            seconds(event.duration()));
                } else if (event.status() == ScriptStatus.SKIPPED) {
                    logger.info("[{}] Script skipped: {} ({})", event.run(), path, event.reason());
                } else {
                    logger.error("[{}] Script failed: {} (code={}, duration={}): {}; log: {}", event.run(),
                            path,
                            event.returnCode().isPresent() ? event.returnCode().getAsInt() : "none",
                            seconds(event.duration()), event.reason(), event.attempt().log());
                }
            }

            @Override
            public void runFinished(RunFinished event) {
                String word = RunDocument.word(event.status());
                if (event.status() == RunStatus.SUCCEEDED) {
                    logger.info("[{}] Job {} {} in {}", event.run(), event.job().name(), word,
                            seconds(event.duration()));
                } else {
                    logger.error("[{}] Job {} {} in {}: {}", event.run(), event.job().name(), word,
                            seconds(event.duration()), event.reason());
                }
            }
        };
    }

    @Override
    public void close() {
        loggers.stop();
    }

    private static String seconds(Duration duration) {
        return IsoTime.duration(duration.toMillis());
    }

    private static RollingFileAppender<ILoggingEvent> appender(Path file, LoggerContext loggers) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(loggers);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(
                "%date{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %level %replace(%msg){'[\\r\\n]+', ' '}%n%nopex");
        encoder.start();
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(loggers);
        appender.setName("chief.log");
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        NumberedFiles rolling = new NumberedFiles(file, KEPT_FILES);
        rolling.setContext(loggers);
        rolling.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(loggers);
        trigger.setMaxFileSize(MOST_BYTES);
        trigger.start();
        appender.setRollingPolicy(rolling);
        appender.setTriggeringPolicy(trigger);
        appender.start();
        return appender;
    }
}
