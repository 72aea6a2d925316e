package dev.chief.monitor.auth;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What becomes of a request. */
public sealed interface Decision {
    /**
     * It may go on.
     *
     * @param formToken whether the body must hold {@link Caller.Person#csrfToken} in a field {@code csrf}, because nothing
     *        before the body shows that it is the monitor's own page that sends it
     * @param setCookie the value of a {@code Set-Cookie} header that the answer carries, if any
     */
    record Allow(Caller caller, boolean formToken, Optional<String> setCookie) implements Decision {
        public Allow {
            requireNonNull(caller);
            requireNonNull(setCookie);
        }

        @Override
        public String toString() {
            return "Allow[" + caller.name() + ", formToken=" + formToken + "]";
        }
    }

    /**
     * They have to sign in first: the answer is 303.
     *
     * @param location the page for that, with the way back
     */
    record SignIn(String location) implements Decision {
        public SignIn {
            requireNonNull(location);
        }
    }

    /**
     * It is refused.
     *
     * @param status 401 or 403
     * @param error for the body; a sentence, but for 401
     */
    record Refuse(int status, String error) implements Decision {
        /** Nothing valid was shown. */
        static final Refuse UNAUTHORIZED = new Refuse(401, "Unauthorized");

        public Refuse {
            requireNonNull(error);
        }

        static Refuse forbidden(String error) {
            return new Refuse(403, error);
        }
    }
}
