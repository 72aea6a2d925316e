package dev.chief.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String VALUE = "c0rrect-h0rse";

    @TempDir
    Path folder;
    private Project project;

    @BeforeEach
    void setUp() {
        project = new Project(folder);
    }

    @Test
    void aJobsNamesComeOnTopOfTheDefaults() {
        Secrecy secrecy = project.job("defaults: {secrets: [DATABASE_URL]}\n"
                + Project.daily("secrets: [--login, DATABASE_URL]")).secrecy();

        assertThat(secrecy.covers("DATABASE_URL")).isTrue();
        assertThat(secrecy.covers("--database-url")).isTrue();
        assertThat(secrecy.covers("login")).isTrue();
        assertThat(secrecy.covers("DB_PASSWORD")).as("it says so itself").isTrue();
        assertThat(secrecy.covers("--login-name")).as("only the whole name counts").isFalse();
    }

    @Test
    void aJobsNamesCountForThatJobAlone() {
        Config config = project.good(Project.daily("secrets: [login]")
                + "  - {name: b, schedule: {frequency: daily, time: '06:00'}, scripts: [{path: s/ok.py}]}\n");

        assertThat(config.jobs()).extracting(job -> job.secrecy().covers("login"))
                .containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "scripts: [{path: s/ok.py, args: [--login, " + VALUE + "]}]",
            "scripts: [{path: s/ok.py, args: [--login=" + VALUE + "]}]",
            "scripts: [{path: s/ok.py, args: 'LOGIN=" + VALUE + "'}]",
            "scripts: [{path: s/ok.py, args: [--user, x-" + VALUE + "-y], env: {LOGIN: " + VALUE + "}}]",
            "scripts: [{path: s/ok.py, args: [a" + VALUE + "], env: {DB_PASSWORD: " + VALUE + "}}]"
    })
    void argumentsAreShownWithoutSecrets(String scripts) {
        Job job = project.job(oneJob("secrets: [login]", scripts));

        List<String> shown = JobSecrets.of(job, Secret.NONE).hideIn(job.scripts().getFirst().arguments());

        assertThat(shown.toString()).doesNotContain(VALUE).contains("***");
    }

    @Test
    void whatScriptsInheritFromChiefIsASecretIfItIsNamed() {
        project.variable("DATABASE_URL", VALUE).variable("OTHER", "other-value");
        Job job = project.job(Project.daily("secrets: [DATABASE_URL, login]"));

        assertThat(JobSecrets.of(job, Secret.NONE).redaction().apply(VALUE + " and other-value"))
                .isEqualTo("*** and other-value");
    }

    @Test
    void theLongerOfTwoSecretsGoesAsAWhole() {
        Redaction redaction = Redaction.of(List.of("horse", "correct horse", "abc", ""));

        assertThat(redaction.apply("correct horse, horse, abc")).isEqualTo("***, ***, abc");
        assertThat(redaction.toString()).doesNotContain("horse");
    }

    @Test
    void whatIsNoNameIsRefusedWithoutBeingShown() {
        List<Diagnostic> errors = project.errors(Project.daily(
                "secrets:", "  - --login=" + VALUE, "  - 8675309", "  - ''", "  - --", "  - [x]"));

        assertThat(errors).extracting(Project::line)
                .containsExactly("6:9+21 " + refused(0), "7:9+7 " + refused(1), "8:9+2 " + refused(2),
                        "9:9+2 " + refused(3), "10:9+1 " + refused(4));
        assertThat(errors.toString()).doesNotContain(VALUE).doesNotContain("8675309");
    }

    @Test
    void aMappingIsNoListOfNames() {
        List<Diagnostic> errors = project.errors("defaults:\n  secrets: {LOGIN: " + VALUE + "}\n"
                + Project.daily());

        assertThat(errors).extracting(Project::line)
                .containsExactly("2:12+1 [defaults.secrets] defaults.secrets must be a list of names"
                        + " of variables and options.");
        assertThat(errors.toString()).doesNotContain(VALUE);
    }

    @Test
    void aMisspeltKeyIsAnsweredByTheRightOne() {
        assertThat(project.errors(Project.daily("secret: [login]"))).extracting(Project::line)
                .containsExactly(
                        "5:5+6 [jobs[0].secret] Unknown key \"secret\" in jobs[0]. (did you mean \"secrets\"?)");
        assertThat(project.errors("secrets: [login]\n" + Project.daily())).extracting(Project::line)
                .containsExactly("1:1+7 [secrets] Unknown top-level key \"secrets\"."
                        + " (\"secrets\" is a key of defaults and of each job)");
    }

    /** Each of these has a problem on the line of a secret or with the secret itself. */
    @ParameterizedTest
    @ValueSource(strings = {
            "env: {LOGIN: [" + VALUE + "]}", "env:\n      LOGIN:\n        - " + VALUE + "\n",
            "env: {LOGIN: " + VALUE + ", X: [y]}",
            "scripts: [{path: s/ok.py, args: [--login, [" + VALUE + "]]}]",
            "scripts: [{path: s/ok.py, args: ['login=" + VALUE + "', [x]]}]",
            "scripts: [{path: s/ok.py, args: \"--login " + VALUE + " 'x\"}]",
            "scripts: [{path: s/ok.py, args: \"LOGIN=" + VALUE + " 'x\"}]",
            "scripts: [{path: s/ok.py, args: \"--password " + VALUE + " 'x\"}]",
            "scripts:\n      - path: s/ok.py\n        args:\n          - --login\n          - [" + VALUE
                    + "]\n",
            "scripts:\n      - path: s/ok.py\n        args:\n          - \"--login\"\n\n          - \""
                    + VALUE
                    + "\\0\"\n"
    })
    void noDiagnosticShowsASecret(String broken) {
        List<Diagnostic> errors = project.errors(oneJob("secrets: [login]", broken));

        assertThat(errors).isNotEmpty();
        assertThat(errors.toString()).doesNotContain(VALUE);
    }

    @Test
    void otherArgumentsAreShownInDiagnostics() {
        assertThat(project.errors(oneJob("scripts: [{path: s/ok.py, args: \"--user etl 'x\"}]")).toString())
                .contains("got \"--user etl 'x\"");
    }

    private static String oneJob(String... more) {
        StringBuilder yaml = new StringBuilder("""
                jobs:
                  - name: a
                    schedule: {frequency: daily, time: '06:00', timezone: UTC}
                """);
        for (String line : more) {
            yaml.append("    ").append(line).append('\n');
        }
        return yaml.toString();
    }

    private static String refused(int item) {
        String place = "jobs[0].secrets[" + item + "]";
        return "[" + place + "] " + place + " must name a variable or an option, without \"=\"."
                + " (write the name of what holds the secret, such as DATABASE_URL or --token)";
    }
}
