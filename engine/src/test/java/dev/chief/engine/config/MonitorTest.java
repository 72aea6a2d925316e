package dev.chief.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorTest {
    private static final String KEY = "k3y-0f-the-monitor";

    @TempDir
    Path folder;
    private Project project;

    @BeforeEach
    void setUp() {
        project = new Project(folder);
    }

    @Test
    void theKeyIsTheFilesThenTheEnvironmentsThenThatOfDotEnv() {
        assertThat(key("{}")).isEmpty();
        project.file(".env", "not an assignment\nMONITOR_API_KEY=e\n");
        assertThat(key("{}")).isEqualTo("e");
        project.file(".env", "MONITOR_API_KEY=e\nCHIEF_MONITOR_API_KEY='d'\n");
        assertThat(key("{}")).isEqualTo("d");
        project.variable("MONITOR_API_KEY", "c");
        assertThat(key("{}")).isEqualTo("c");
        project.variable("CHIEF_MONITOR_API_KEY", "b");
        assertThat(key("{api_key: ''}")).isEqualTo("b");
        assertThat(key("{api_key: a}")).isEqualTo("a");
    }

    @Test
    void jobsInheritWhetherTheyAreMonitoredAndChecked() {
        Config config = project.good("monitor: {enabled: true}\n" + Project.daily()
                + "  - {name: b, monitor: {enabled: no}, schedule: {frequency: daily, time: '06:00'},"
                + " scripts: [{path: s/ok.py}]}\n");

        assertThat(config.jobs()).extracting(job -> job.monitor().enabled()).containsExactly(true, false);
        assertThat(config.jobs()).extracting(job -> job.monitor().check().enabled())
                .containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "https:///x", "HTTP://h", "http://h:99999", "http://h:0", "http://h:x",
            "http://a b", "localhost", "''", "3"})
    void anEndpointThatIsNoHttpUrlIsAnError(String endpoint) {
        assertThat(project.errors("monitor: {endpoint: " + endpoint + "}\n" + Project.daily()))
                .singleElement()
                .extracting(Diagnostic::message)
                .asString()
                .startsWith("monitor.endpoint must be an HTTP URL, got ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://h", "https://monitor.example:7410/base/", "http://[::1]:80",
            "http://[::1]"})
    void httpUrlsAreTakenAsWritten(String endpoint) {
        assertThat(project.good("monitor: {endpoint: '" + endpoint + "'}\n" + Project.daily())
                .telemetry()
                .endpoint())
                .isEqualTo(endpoint);
    }

    /** Each of these has a problem on the line of a secret or with the secret itself. */
    @ParameterizedTest
    @ValueSource(strings = {
            "monitor: {api_key: " + KEY + ", timeout_ms: x}\n", "monitor: {url: x, api_key: " + KEY + "}\n",
            "monitor:\n  apikey: " + KEY + "\n", "monitor:\n  api_key: [" + KEY + "]\n",
            "monitor:\n  api_key: \"" + KEY + "\n", "monitor:\n  api_key: " + KEY + ": x\n",
            "monitor:\n  api_key: >\n    " + KEY + "\n   x: [\n",
            "monitor:\n  endpoint: ftp://u:" + KEY + "@h\n",
            "monitor: {api_key: " + KEY + "}\nversion: " + KEY + "\n",
            "defaults:\n  env:\n    TOKEN: [" + KEY + "]\n"
    })
    void noDiagnosticShowsAKey(String yaml) {
        List<Diagnostic> errors = project.errors(yaml + Project.daily());

        assertThat(errors).isNotEmpty();
        assertThat(messages(errors)).doesNotContain(KEY);
        if (!yaml.contains("ftp")) {
            assertThat(errors.toString()).doesNotContain(KEY);
        }
    }

    @Test
    void theModelDoesNotShowTheKey() {
        assertThat(project.good("monitor: {api_key: " + KEY + "}\n" + Project.daily()).toString())
                .doesNotContain(KEY)
                .contains("(secret)");
    }

    @Test
    void aKeyThatIsNoTextIsAnErrorThatDoesNotShowIt() {
        List<Diagnostic> errors = project.errors("monitor: {api_key: 8675309}\n" + Project.daily());

        assertThat(errors).extracting(Project::line)
                .containsExactly(
                        "1:20+7 [monitor.api_key] monitor.api_key must be a string. (put it in quotes)");
        assertThat(errors.toString()).doesNotContain("8675309");
    }

    private String key(String monitor) {
        return project.good("monitor: " + monitor + "\n" + Project.daily()).telemetry().apiKey().reveal();
    }

    private static String messages(List<Diagnostic> errors) {
        return errors.stream().map(Project::line).toList().toString();
    }
}
