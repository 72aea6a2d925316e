package dev.chief.monitor.web;

import dev.chief.monitor.auth.ApiKeys;
import dev.chief.monitor.auth.Caller;
import dev.chief.monitor.auth.Login;
import dev.chief.monitor.auth.Scope;
import dev.chief.monitor.http.Response;
import dev.chief.monitor.notify.InvalidSettings;
import dev.chief.monitor.notify.TestReport;
import dev.chief.monitor.web.page.Tone;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What people change on the settings page. Each answer leads back to it and says what came of it. */
final class SettingsForms {
    private static final String PAGE = "/settings";

    private final Parts parts;

    SettingsForms(Parts parts) {
        this.parts = parts;
    }

    Response email(Visit visit, Form form) {
        ObjectNode body = JsonText.object();
        texts(body.putArray("recipients"),
                form.text("recipients").lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
        texts(body.putArray("enabledAlertTypes"), form.all("types"));
        return valid(() -> {
            int recipients = parts.notifications().email().put(body).recipients().size();
            return good(recipients == 0 ? "Saved. Nobody is told by mail."
                    : "Saved. Recipients: " + recipients + ".");
        });
    }

    Response testEmail(Visit visit, Form form) {
        return report(parts.notifications().email().test(visit.allow().caller().name()));
    }

    Response addChannel(Visit visit, Form form) {
        ObjectNode body = JsonText.object();
        body.put("kind", form.text("kind"));
        body.put("name", form.text("name"));
        texts(body.putArray("alertTypes"), form.all("types"));
        ObjectNode settings = body.putObject("settings");
        settings.put("url", form.text("url"));
        if (!form.exactly("secret").isEmpty()) {
            settings.put("secret", form.exactly("secret"));
        }
        try {
            return good("Added: " + parts.notifications().channels().add(body).name() + ".");
        } catch (InvalidSettings e) {
            return Answers.page(visit,
                    new SettingsQuery(parts).refused(visit, form, "Not added. " + e.getMessage()));
        }
    }

    Response testChannel(Visit visit, Form form) {
        return id(visit)
                .flatMap(id -> parts.notifications().channels().test(id, visit.allow().caller().name()))
                .map(SettingsForms::report)
                .orElseGet(() -> bad("There is no such channel."));
    }

    Response removeChannel(Visit visit, Form form) {
        return valid(() -> id(visit).filter(parts.notifications().channels()::remove).isPresent()
                ? good("Removed.")
                : bad("There is no such channel."));
    }

    /** The page itself is the answer, because the key is shown this once. */
    Response makeKey(Visit visit, Form form) {
        Optional<Scope> scope = Scope.of(form.text("scope"));
        if (scope.isEmpty()) {
            return bad("A key is for ingest, read or admin.");
        }
        Optional<ApiKeys.Made> made = parts.auth()
                .apiKeys()
                .make(form.text("name"), scope.get(), visit.allow().caller());
        if (made.isEmpty()) {
            return bad("A key needs a name of at most " + ApiKeys.LONGEST_NAME + " characters.");
        }
        return Answers.page(visit, new SettingsQuery(parts).withKey(visit, made.get().text()));
    }

    Response revokeKey(Visit visit, Form form) {
        return id(visit).filter(parts.auth().apiKeys()::revoke).isPresent()
                ? good(parts.auth().access().takesEventsFromAnybody()
                        ? "Revoked. Nobody reads or changes anything with it any more; events are taken without a key, too."
                        : "Revoked. Whoever used the key is refused from now on.")
                : bad("There is no such key, or it was revoked before.");
    }

    Response changePassword(Visit visit, Form form) {
        if (!form.exactly("password").equals(form.exactly("again"))) {
            return bad("The new password was not the same both times.");
        }
        Optional<Login> login = parts.auth().login();
        if (login.isEmpty() || !(visit.allow().caller() instanceof Caller.Person person)) {
            return bad("Nobody is signed in.");
        }
        Login.Outcome outcome = login.get()
                .changePassword(person, form.exactly("current"), form.exactly("password"),
                        visit.request().remote());
        return outcome instanceof Login.Outcome.PasswordChanged ? good(outcome.message())
                : bad(outcome.message());
    }

    private static Response valid(Supplier<Response> work) {
        try {
            return work.get();
        } catch (InvalidSettings e) {
            return bad("Nothing was changed. " + e.getMessage());
        }
    }

    private static Response report(TestReport report) {
        return switch (report) {
            case TestReport.NotReady not -> bad(not.message());
            case TestReport.Done done when done.failed() == 0 -> good(done.message());
            case TestReport.Done done -> bad(done.message());
        };
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static Optional<Long> id(Visit visit) {
        return EventsQuery.number(visit.request().parameter("id"));
    }

    private static Response good(String text) {
        return Answers.back(PAGE, Tone.GOOD, text);
    }

    private static Response bad(String text) {
        return Answers.back(PAGE, Tone.BAD, text);
    }
}
