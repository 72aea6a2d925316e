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

/** The monitor's log: lines on standard error, which whoever started it keeps. */
final class MonitorLog {
    static final Option FORMAT = new Option("--log-format", Optional.empty(), Optional.of("FORMAT"),
            List.of("text", "json"), "text (default), or json: one object a line");

    private MonitorLog() {}

    static void start(CommandLine line) {
        LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
        loggers.reset();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(loggers);
        appender.setName("monitor");
        appender.setTarget("System.err");
        appender.setEncoder(encoder(line, loggers));
        appender.start();
        Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        loggers.getLogger("dev.chief").setLevel(Level.INFO);
    }

    private static Encoder<ILoggingEvent> encoder(CommandLine line, LoggerContext loggers) {
        if (line.value(FORMAT.name()).filter("json"::equals).isPresent()) {
            JsonEncoder encoder = new JsonEncoder();
            encoder.setContext(loggers);
            encoder.start();
            return encoder;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(loggers);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern("%date{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %level %replace(%msg){'[\\r\\n]+', ' '}%n");
        encoder.start();
        return encoder;
    }
}
