package dev.chief.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** The monitor's log: lines on standard error, which whoever started it keeps. For any thread. */
final class MonitorLog {
    static final Option FORMAT = new Option("--log-format", Optional.empty(), Optional.of("FORMAT"),
            List.of("text", "json"), "text (default), or json: one object a line");

    private final Streams streams;
    private final boolean json;

    private MonitorLog(Streams streams, boolean json) {
        this.streams = streams;
        this.json = json;
    }

    static MonitorLog start(CommandLine line, Streams streams) {
        boolean json = line.value(FORMAT.name()).filter("json"::equals).isPresent();
        LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
        loggers.reset();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(loggers);
        appender.setName("monitor");
        appender.setTarget("System.err");
        appender.setEncoder(json ? json(loggers) : text(loggers));
        appender.start();
        Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        loggers.getLogger("dev.chief").setLevel(Level.INFO);
        return new MonitorLog(streams, json);
    }

    /** Tells whoever started the monitor something: as a sentence, or to a program that reads the log as an object like all else. */
    void say(String sentence) {
        if (json) {
            LoggerFactory.getLogger(MonitorLog.class).info(sentence);
        } else {
            streams.report(sentence);
        }
    }

    /** Warns of something in the same way. */
    void warn(String sentence) {
        if (json) {
            LoggerFactory.getLogger(MonitorLog.class).warn(sentence);
        } else {
            streams.report(streams.yellow("Warning:") + " " + sentence);
        }
    }

    private static Encoder<ILoggingEvent> json(LoggerContext loggers) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(loggers);
        // A sentence, not the pattern that it was made of, and nothing that is the same in every line.
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithContext(false);
        encoder.setWithMDC(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithSequenceNumber(false);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext loggers) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(loggers);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern("%date{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %level %replace(%msg){'[\\r\\n]+', ' '}%n");
        encoder.start();
        return encoder;
    }
}
