package dev.chief.monitor.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chief.monitor.auth.Caller.Person;
import dev.chief.monitor.auth.Login.Outcome;
import dev.chief.monitor.auth.RequestFacts.Headers;
import dev.chief.monitor.settings.MonitorSettings.SignIn;
import dev.chief.monitor.store.AccountTable;
import dev.chief.monitor.store.Databases;
import dev.chief.monitor.store.SessionTable.StoredSession;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LoginTest {
    private static final String OTHER = "another password";

    @ParameterizedTest
    @EnumSource
    void whoSignsInGetsACookieThatOpensPagesUntilTheySignOut(Databases kind) {
        try (House house = new House(kind)) {
            Auth auth = house.open(SignIn.ON, true);
            String cookie = House.signIn(auth);
            assertThat(person(auth, cookie)).map(Person::name).contains("ada@example.com");
            assertThat(auth.login().orElseThrow().signOut(Optional.of(cookie)))
                    .isEqualTo("chief_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");
            assertThat(person(auth, cookie)).isEmpty();
        }
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSites() {
        try (House house = new House(Databases.SQLITE)) {
            assertThat(setCookie(house.open(SignIn.ON, true))).matches(
                    "chief_session=[A-Za-z0-9_-]{43}; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax");
            Auth secure = house.open(SignIn.ON, true, House.PASSWORD, House.SECRET,
                    Optional.of(URI.create("https://monitor.example")));
            assertThat(setCookie(secure)).matches(
                    "__Host-chief_session=[A-Za-z0-9_-]{43}; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax; Secure");
            assertThat(person(secure, House.signIn(secure))).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDatabaseHoldsNoTokenAndNoPassword(Databases kind) {
        try (House house = new House(kind)) {
            String token = House.signIn(house.open(SignIn.ON, true)).split("=", -1)[2];
            byte[] stored = house.database.read(
                    handle -> handle.createQuery("SELECT token_hash FROM sessions")
                            .mapTo(byte[].class)
                            .one());
            assertThat(stored).hasSize(32)
                    .isNotEqualTo(Tokens.sha256(token))
                    .isNotEqualTo(Base64.getUrlDecoder().decode(token));
            assertThat(house.database.read(handle -> AccountTable.byEmail(handle, House.EMAIL))
                    .orElseThrow()
                    .passwordHash()).startsWith("$argon2id$").doesNotContain(House.PASSWORD);
        }
    }

    @ParameterizedTest
    @EnumSource
    void wrongPasswordAndUnknownAccountAreToldTheSame(Databases kind) {
        try (House house = new House(kind)) {
            Auth auth = house.open(SignIn.ON, true);
            assertThat(signIn(auth, House.EMAIL, "wrong password")).isEqualTo(new Outcome.Wrong());
            assertThat(signIn(auth, "bob@example.com", House.PASSWORD)).isEqualTo(new Outcome.Wrong());
            assertThat(signIn(auth, House.EMAIL, "x".repeat(1_001))).isEqualTo(new Outcome.Wrong());
            assertThat(signIn(auth, " ADA@Example.com ", House.PASSWORD))
                    .isInstanceOf(Outcome.SignedIn.class);
        }
    }

    @Test
    void afterFiveFailuresTheRightPasswordHasToWaitToo() {
        try (House house = new House(Databases.SQLITE)) {
            Auth auth = house.open(SignIn.ON, true);
            for (int i = 0; i < 5; i++) {
                assertThat(signIn(auth, House.EMAIL, "wrong password")).isEqualTo(new Outcome.Wrong());
            }
            Outcome refused = signIn(auth, House.EMAIL, House.PASSWORD);
            assertThat(refused).isEqualTo(new Outcome.Wait(Duration.ofSeconds(1)));
            assertThat(refused.message()).isEqualTo("Too many tries. Try again in 1 second.");
            house.time.advance(Duration.ofSeconds(1));
            assertThat(signIn(auth, House.EMAIL, House.PASSWORD)).isInstanceOf(Outcome.SignedIn.class);
        }
    }

    @Test
    void aFloodOfSignInsIsTurnedAwayBeforeItTakesMemory() {
        try (House house = new House(Databases.SQLITE)) {
            Auth auth = house.open(SignIn.ON, true);
            house.hashing.acquireUninterruptibly(2);
            assertThat(signIn(auth, House.EMAIL, House.PASSWORD)).isEqualTo(new Outcome.Busy());
            house.hashing.release();
            assertThat(signIn(auth, House.EMAIL, House.PASSWORD)).isInstanceOf(Outcome.SignedIn.class);
            assertThat(house.hashing.availablePermits()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionLastsAWeekFromWhenItWasUsed(Databases kind) {
        try (House house = new House(kind)) {
            Auth auth = house.open(SignIn.ON, true);
            String cookie = House.signIn(auth);
            house.time.advance(Duration.ofHours(24).minusSeconds(1));
            assertThat(decide(auth, cookie)).isInstanceOfSatisfying(Decision.Allow.class,
                    allow -> assertThat(allow.setCookie()).isEmpty());
            house.time.advance(Duration.ofSeconds(1));
            assertThat(decide(auth, cookie)).isInstanceOfSatisfying(Decision.Allow.class,
                    allow -> assertThat(allow.setCookie().map(House::cookie)).contains(cookie));
            house.time.advance(Duration.ofDays(7).minusSeconds(1));
            assertThat(person(auth, cookie)).isPresent();
            house.time.advance(Duration.ofDays(7));
            assertThat(decide(auth, cookie)).isEqualTo(new Decision.SignIn("/login?next=%2Fjobs"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherSecretEndsEverySession(Databases kind) {
        try (House house = new House(kind)) {
            String cookie = House.signIn(house.open(House.PASSWORD, House.SECRET));
            assertThat(person(house.open(House.PASSWORD, House.SECRET), cookie)).isPresent();
            assertThat(person(house.open(House.PASSWORD, "another secret of 32 characters!"), cookie))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChangedPasswordEndsTheOtherSessions(Databases kind) {
        try (House house = new House(kind)) {
            Auth auth = house.open(SignIn.ON, true);
            String here = House.signIn(auth);
            String there = House.signIn(auth);
            assertThat(change(auth, here, "wrong password", OTHER)).isEqualTo(new Outcome.WrongPassword());
            assertThat(change(auth, here, House.PASSWORD, "7 chars")).isEqualTo(new Outcome.UnfitPassword());
            assertThat(person(auth, there)).isPresent();
            assertThat(change(auth, here, House.PASSWORD, OTHER)).isEqualTo(new Outcome.PasswordChanged());
            assertThat(person(auth, here)).isPresent();
            assertThat(person(auth, there)).isEmpty();
            assertThat(signIn(auth, House.EMAIL, House.PASSWORD)).isEqualTo(new Outcome.Wrong());
            assertThat(signIn(auth, House.EMAIL, OTHER)).isInstanceOf(Outcome.SignedIn.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPasswordThatItsOwnerChangedStaysAfterARestart(Databases kind) {
        try (House house = new House(kind)) {
            Auth auth = house.open(House.PASSWORD, House.SECRET);
            String cookie = House.signIn(auth);
            change(auth, cookie, House.PASSWORD, OTHER);
            Auth restarted = house.open(House.PASSWORD, House.SECRET);
            assertThat(person(restarted, cookie)).isPresent();
            assertThat(signIn(restarted, House.EMAIL, House.PASSWORD)).isEqualTo(new Outcome.Wrong());
            assertThat(signIn(restarted, House.EMAIL, OTHER)).isInstanceOf(Outcome.SignedIn.class);
            Auth withAnotherSecret = house.open(House.PASSWORD, "another secret of 32 characters!");
            assertThat(signIn(withAnotherSecret, House.EMAIL, OTHER)).isInstanceOf(Outcome.SignedIn.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPasswordThatChangedInTheEnvironmentCountsAndEndsSessions(Databases kind) {
        try (House house = new House(kind)) {
            Auth auth = house.open(House.PASSWORD, House.SECRET);
            String cookie = House.signIn(auth);
            change(auth, cookie, House.PASSWORD, "forgotten password");
            Auth restarted = house.open(OTHER, House.SECRET);
            assertThat(person(restarted, cookie)).isEmpty();
            assertThat(signIn(restarted, House.EMAIL, "forgotten password")).isEqualTo(new Outcome.Wrong());
            assertThat(signIn(restarted, House.EMAIL, OTHER)).isInstanceOf(Outcome.SignedIn.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void accountsAreNotLaidOpenByAStartWithoutSettings(Databases kind) {
        try (House house = new House(kind)) {
            assertThat(house.open(SignIn.NOT_SET_UP, false).login()).isEmpty();
            house.open(SignIn.ON, true);
            assertThatThrownBy(() -> house.open(SignIn.NOT_SET_UP, false))
                    .isInstanceOf(AuthSetupException.class)
                    .hasMessageContaining("The database has accounts");
            assertThat(house.open(SignIn.OFF, false).login()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHashOfFormerParametersIsRenewedBySigningIn(Databases kind) {
        try (House house = new House(kind)) {
            Auth auth = house.open(SignIn.ON, true);
            String former = "$argon2id$v=19$m=128,t=3,p=2$EhD4XwesTxebC1L/oZj2lQ$h0K1iMmexZDigaauNapda7osu+JqND6BlIM2C1MzmjM";
            house.database.write(
                    handle -> handle.execute("UPDATE users SET password_hash = ?", former));
            House.signIn(auth);
            assertThat(house.database.read(handle -> AccountTable.byEmail(handle, House.EMAIL))
                    .orElseThrow()
                    .passwordHash()).contains("m=64,t=1,p=1");
            House.signIn(auth);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sessionsAreListedAndEnded(Databases kind) {
        try (House house = new House(kind)) {
            Auth auth = house.open(SignIn.ON, true);
            Login login = auth.login().orElseThrow();
            String first = House.signIn(auth);
            house.time.advance(Duration.ofMinutes(1));
            String second = House.signIn(auth);
            Person person = person(auth, second).orElseThrow();
            List<StoredSession> sessions = login.sessions(person);
            assertThat(sessions).hasSize(2).first().isEqualTo(person.session());
            assertThat(sessions.getFirst().address()).isEqualTo("192.0.2.1");
            assertThat(sessions.getFirst().userAgent()).isEqualTo("a browser");
            assertThat(login.endSession(person, sessions.getLast().id())).isTrue();
            assertThat(login.endSession(person, sessions.getLast().id())).isFalse();
            assertThat(login.endSession(person, "no number")).isFalse();
            assertThat(person(auth, first)).isEmpty();
            house.time.advance(Duration.ofDays(7));
            House.signIn(auth);
            assertThat(house.database.<Integer>read(
                    handle -> handle.createQuery("SELECT count(*) FROM sessions").mapTo(Integer.class).one()))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
            "/jobs,/jobs",
            "/events?level=ERROR&text=%C3%A4,/events?level=ERROR&text=%C3%A4",
            "'',/",
            "//evil.example,/",
            "/\\evil.example,/",
            "https://evil.example,/",
            "javascript:alert(1),/",
            "jobs,/",
            "/a b,/",
            "/login?next=/login,/",
            "/ä,/"})
    void whoSignsInLandsOnAPageOfTheMonitor(String next, String expected) {
        assertThat(Login.landing(next)).isEqualTo(expected);
        assertThat(Login.landing("/a\nb")).isEqualTo("/");
        assertThat(Login.landing("/" + "a".repeat(2_000))).isEqualTo("/");
    }

    @Test
    void nothingThatHoldsSecretsShowsThem() {
        try (House house = new House(Databases.SQLITE)) {
            Auth auth = house.open(SignIn.ON, true);
            Outcome outcome = auth.login()
                    .orElseThrow()
                    .signIn(House.EMAIL, House.PASSWORD, House.HERE, "a browser");
            String cookie = House.cookie(((Outcome.SignedIn) outcome).setCookie());
            Person person = person(auth, cookie).orElseThrow();
            String token = cookie.split("=", -1)[2];
            assertThat("" + outcome + decide(auth, cookie) + person
                    + House.with(Optional.of("key"), Optional.of(cookie)))
                    .doesNotContain(token, person.csrfToken());
        }
    }

    private static Outcome signIn(Auth auth, String email, String password) {
        return auth.login().orElseThrow().signIn(email, password, House.HERE, "a browser");
    }

    private static String setCookie(Auth auth) {
        return ((Outcome.SignedIn) signIn(auth, House.EMAIL, House.PASSWORD)).setCookie();
    }

    private static Outcome change(Auth auth, String cookie, String current, String next) {
        return auth.login()
                .orElseThrow()
                .changePassword(person(auth, cookie).orElseThrow(), current, next, House.HERE);
    }

    private static Decision decide(Auth auth, String cookie) {
        Headers headers = House.with(Optional.empty(), Optional.of(cookie));
        return auth.access().decide(House.request("GET /jobs", headers));
    }

    private static Optional<Person> person(Auth auth, String cookie) {
        return decide(auth, cookie) instanceof Decision.Allow allow && allow.caller() instanceof Person person
                ? Optional.of(person)
                : Optional.empty();
    }
}
