package dev.chief.monitor.auth;

import dev.chief.monitor.auth.Caller.NamedKey;
import dev.chief.monitor.auth.Caller.Person;
import java.util.Optional;

/**
 * Who may call what, as a pure function.
 *
 * @param signIn whether people have to sign in
 * @param keySet whether MONITOR_API_KEY is set
 */
record Rules(boolean signIn, boolean keySet) {
    private static final Caller ANYBODY = new Caller.Anonymous();

    /**
     * What was asked, and by whom.
     *
     * @param changes whether it may change something
     * @param proven whether it is shown that a page of the monitor, or nobody's page, sends it
     * @param key whose valid key it carries
     * @param person whose session it carries
     */
    record Question(
        Endpoint endpoint,
        boolean changes,
        boolean proven,
        Optional<Caller> key,
        Optional<Person> person
    ) {}

    /** What the rules say, the address of the sign-in and cookies left out. */
    sealed interface Answer {
        /** Yes. */
        record Yes(Caller caller) implements Answer {}

        /** Yes, if the form holds the session's token. */
        record YesWithFormToken(Person person) implements Answer {}

        /** Sign in first. */
        record SignInFirst() implements Answer {}

        /** No. */
        record No(Decision.Refuse refusal) implements Answer {}
    }

    Answer answer(Question question) {
        return switch (question.endpoint()) {
            case OPEN -> new Answer.Yes(ANYBODY);
            case INGEST -> ingest(question);
            case API -> api(question);
            case PAGE -> page(question);
        };
    }

    private Answer ingest(Question question) {
        if (!keySet) {
            return new Answer.Yes(question.key().orElse(ANYBODY));
        }
        return question.key()
                .map(caller -> scope(caller).mayIngest() ? new Answer.Yes(caller) : tooNarrow(caller))
                .orElse(new Answer.No(Decision.Refuse.UNAUTHORIZED));
    }

    private Answer api(Question question) {
        if (!signIn && !keySet) {
            return new Answer.Yes(question.key().orElse(ANYBODY));
        }
        Optional<Caller> key = question.key();
        if (key.isPresent() && covers(scope(key.get()), question)) {
            return new Answer.Yes(key.get());
        }
        if (question.person().isPresent()) {
            return question.changes() && !question.proven()
                    ? new Answer.No(Decision.Refuse.forbidden(
                            "A session needs the header x-csrf-token here, or a browser that says whose page it is."))
                    : new Answer.Yes(question.person().get());
        }
        return key.map(Rules::tooNarrow).orElse(new Answer.No(Decision.Refuse.UNAUTHORIZED));
    }

    private Answer page(Question question) {
        if (!signIn) {
            return new Answer.Yes(ANYBODY);
        }
        if (question.person().isEmpty()) {
            return new Answer.SignInFirst();
        }
        Person person = question.person().get();
        return question.changes() && !question.proven()
                ? new Answer.YesWithFormToken(person)
                : new Answer.Yes(person);
    }

    private static boolean covers(Scope scope, Question question) {
        return question.changes() ? scope.mayChange() : scope.mayRead();
    }

    private static Scope scope(Caller caller) {
        return caller instanceof NamedKey named ? named.scope() : Scope.ADMIN;
    }

    private static Answer tooNarrow(Caller caller) {
        return new Answer.No(Decision.Refuse.forbidden("This API key " + scope(caller).words() + "."));
    }
}
