package dev.chief.monitor.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chief.monitor.auth.Caller.Person;
import dev.chief.monitor.auth.Rules.Answer;
import dev.chief.monitor.auth.Rules.Question;
import dev.chief.monitor.auth.Sessions.Found;
import java.net.URLEncoder;
import java.util.Optional;

/** Decides about each request before its body is read. For any thread. */
public final class Access {
    private final Origins origins;
    private final Rules rules;
    private final Optional<String> monitorKey;
    private final ApiKeys keys;
    private final Optional<Sessions> sessions;
    private final SessionCookie cookie;

    Access(
        Origins origins,
        Optional<String> monitorKey,
        ApiKeys keys,
        Optional<Sessions> sessions,
        SessionCookie cookie
    ) {
        this.origins = origins;
        this.rules = new Rules(sessions.isPresent(), monitorKey.isPresent());
        this.monitorKey = monitorKey;
        this.keys = keys;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    /** Whether events are taken with any key and without one, because the monitor has none of its own. */
    public boolean takesEventsFromAnybody() {
        return monitorKey.isEmpty();
    }

    /**
     * Decides about a request. The rules are in docs/security.md.
     *
     * @throws dev.chief.monitor.store.StoreException if it takes the database, and that fails
     */
    public Decision decide(RequestFacts request) {
        Origins.Source source = origins.of(request);
        if (source == Origins.Source.FOREIGN_HOST) {
            return Decision.Refuse.forbidden(Origins.explainHost(request));
        }
        if (source == Origins.Source.FOREIGN_ORIGIN) {
            return Decision.Refuse.forbidden(Origins.explainOrigin(request));
        }
        Endpoint endpoint = Endpoint.of(request);
        Optional<Caller> key = switch (endpoint) {
            case OPEN, PAGE -> Optional.empty();
            case INGEST, API -> request.headers().apiKey().flatMap(this::key);
        };
        Optional<Found> session = switch (endpoint) {
            case OPEN, INGEST -> Optional.empty();
            case API, PAGE -> session(request);
        };
        Optional<Person> person = session.map(found -> new Person(found.session()));
        boolean proven = source == Origins.Source.OWN || carriesToken(request, person);
        Answer answer = rules.answer(new Question(endpoint, request.changes(), proven, key, person));
        return decision(answer, request, session.filter(Found::refreshed)
                .flatMap(_ -> cookie.read(request.headers().cookie()))
                .map(token -> cookie.set(token, Sessions.LIFETIME)));
    }

    /**
     * Whether people look at what is at a path, rather than programs.
     *
     * @param path decoded
     */
    public static boolean isForPeople(String path) {
        return Endpoint.isForPeople(path);
    }

    private static Decision decision(Answer answer, RequestFacts request, Optional<String> setCookie) {
        return switch (answer) {
            case Answer.Yes yes -> new Decision.Allow(yes.caller(), false, setCookie);
            case Answer.YesWithFormToken yes -> new Decision.Allow(yes.person(), true, setCookie);
            case Answer.SignInFirst _ -> new Decision.SignIn(signInPage(request));
            case Answer.No no -> no.refusal();
        };
    }

    private Optional<Caller> key(String text) {
        return monitorKey.isPresent() && Tokens.same(monitorKey.get(), text)
                ? Optional.of(new Caller.MonitorKey())
                : keys.find(text);
    }

    private Optional<Found> session(RequestFacts request) {
        return sessions.flatMap(known -> cookie.read(request.headers().cookie()).flatMap(known::find));
    }

    private static boolean carriesToken(RequestFacts request, Optional<Person> person) {
        return person.isPresent()
                && request.headers().csrfToken().filter(person.get()::isFormToken).isPresent();
    }

    /** What was sent to a page cannot be sent again by going there, so only reading leads back. */
    private static String signInPage(RequestFacts request) {
        String next = request.changes() ? "/" : Login.landing(request.target());
        return "/".equals(next) ? "/login" : "/login?next=" + URLEncoder.encode(next, UTF_8);
    }
}
