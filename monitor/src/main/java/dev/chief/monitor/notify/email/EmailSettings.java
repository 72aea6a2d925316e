package dev.chief.monitor.notify.email;

import dev.chief.monitor.notify.Fields;
import dev.chief.monitor.notify.Json;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Who gets the mail.
 *
 * @param recipients in lower case, each once
 */
record EmailSettings(List<String> recipients) {
    private static final int MOST_RECIPIENTS = 50;
    private static final int LONGEST_ADDRESS = 254;
    /** What of RFC 5322 is in use, so that no address can be taken for two or for a header. */
    private static final Pattern ADDRESS = Pattern.compile(
            "[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    EmailSettings {
        recipients = List.copyOf(recipients);
    }

    static EmailSettings of(JsonNode json) {
        Fields fields = new Fields("settings.", json, Set.of("recipients"));
        EmailSettings settings = new EmailSettings(recipients(fields));
        fields.check();
        return settings;
    }

    /** Reads the list of recipients; what is wrong with it is noted. */
    static List<String> recipients(Fields fields) {
        List<String> given = fields.texts("recipients");
        if (given.size() > MOST_RECIPIENTS) {
            fields.problem("recipients",
                    "has " + given.size() + " entries; at most " + MOST_RECIPIENTS + " are allowed");
            return List.of();
        }
        List<String> recipients = given.stream()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        recipients.stream()
                .filter(address -> address.length() > LONGEST_ADDRESS || !ADDRESS.matcher(address).matches())
                .forEach(address -> fields.problem("recipients", "\"" + address + "\" is no mail address"));
        return recipients;
    }

    JsonNode json() {
        return Json.tree(this);
    }
}
