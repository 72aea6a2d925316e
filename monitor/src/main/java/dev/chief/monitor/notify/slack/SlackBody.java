package dev.chief.monitor.notify.slack;

import dev.chief.monitor.notify.Json;
import dev.chief.monitor.notify.Message.Content;
import dev.chief.monitor.notify.Notice;
import dev.chief.monitor.notify.Wording;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A message as Slack takes it: a text for notifications, and a block of text that is shown. */
final class SlackBody {
    /** Slack refuses a block of more than 3,000 characters. */
    private static final int LONGEST = 2900;
    private static final int LONGEST_LINE = 400;

    private SlackBody() {}

    static ObjectNode of(Content content) {
        ObjectNode body = Json.object();
        body.put("text", escaped(Wording.subject(content)));
        ObjectNode section = body.putArray("blocks").addObject();
        section.put("type", "section");
        ObjectNode text = section.putObject("text");
        text.put("type", "mrkdwn");
        text.put("text", cut(lines(content)));
        return body;
    }

    private static List<String> lines(Content content) {
        List<String> lines = new ArrayList<>();
        lines.add("*" + escaped(Wording.subject(content)) + "*");
        switch (content) {
            case Content.Alert alert -> {
                Notice notice = alert.notice();
                lines.add(escaped(notice.title()));
                lines.add("Opened: " + Wording.time(notice.openedAt()));
                notice.details().forEach(detail -> lines.add(escaped(detail.name() + ": " + detail.text())));
                Wording.next(notice.type()).ifPresent(lines::add);
                notice.link()
                        .ifPresent(
                                link -> lines.add("<" + escaped(link.toString()) + "|Open in the monitor>"));
            }
            case Content.Summary summary -> summary.notices()
                    .forEach(notice -> lines.add(escaped(Wording.line(notice))));
            case Content.Test test -> lines.add(escaped("Requested by " + test.requestedBy() + " at "
                    + Wording.time(test.at())));
        }
        return lines;
    }

    /** Whole lines, as many as fit. */
    private static String cut(List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            if (text.length() + lines.get(i).length() > LONGEST) {
                return text.append("and ").append(lines.size() - i).append(" more lines").toString();
            }
            text.append(lines.get(i)).append('\n');
        }
        return text.toString().strip();
    }

    /** The three characters by which Slack knows links and mentions. */
    private static String escaped(String text) {
        return Wording.line(text, LONGEST_LINE)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
