package dev.chief.monitor.settings;

import dev.chief.monitor.settings.Setting.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what was given for a setting: an option first, then a variable. A blank variable counts as none. */
final class Sources {
    private final Map<String, String> environment;
    private final Map<String, String> options;
    private final SecretFiles files;
    private final List<String> problems;

    Sources(
        Map<String, String> environment,
        Map<String, String> options,
        SecretFiles files,
        List<String> problems
    ) {
        this.environment = environment;
        this.options = options;
        this.files = files;
        this.problems = problems;
    }

    Optional<Given> find(Setting setting) {
        Optional<Given> option = option(setting);
        if (option.isPresent() || setting.kind() == Kind.PLAIN) {
            return option.or(() -> variable(setting.variable(), setting));
        }
        Optional<Given> file = fromFile(setting.fileOption(), options, setting, true);
        if (file.isPresent()) {
            return file;
        }
        Optional<Given> variable = variable(setting.variable(), setting);
        String fileVariable = setting.variable() + Setting.FILE_VARIABLE;
        Optional<Given> variableFile = fromFile(fileVariable, environment, setting, false);
        if (variable.isPresent() && variableFile.isPresent()) {
            problems.add(setting.variable() + " and " + fileVariable + " are both set; one of them must go.");
        }
        return variable.or(() -> variableFile);
    }

    /** The value of a variable that has no option. */
    Optional<Given> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(value -> new Given(name, value, true, false));
    }

    private Optional<Given> variable(String name, Setting setting) {
        return variable(name).map(given -> setting.kind() == Kind.SECRET
                ? new Given(name, environment.getOrDefault(name, ""), false, false)
                : new Given(name, given.value(), setting.kind() == Kind.PLAIN, false));
    }

    private Optional<Given> option(Setting setting) {
        String value = options.get(setting.option());
        if (value == null) {
            return Optional.empty();
        }
        if (setting.kind() == Kind.SECRET) {
            problems.add(setting.option() + " would show its value to everybody on this machine; use "
                    + setting.fileOption() + " or " + setting.variable() + ".");
            return Optional.empty();
        }
        if (value.isBlank()) {
            problems.add(setting.option() + " must not be empty.");
            return Optional.empty();
        }
        return Optional.of(new Given(setting.option(), value.strip(), setting.kind() == Kind.PLAIN, true));
    }

    private Optional<Given> fromFile(String name, Map<String, String> from, Setting setting, boolean option) {
        String path = from.get(name);
        if (path == null || path.isBlank()) {
            if (path != null && option) {
                problems.add(name + " must not be empty.");
            }
            return Optional.empty();
        }
        try {
            String value = withoutLineBreak(files.read(path));
            if (value.isBlank()) {
                problems.add(name + " names \"" + path + "\", which is empty.");
                return Optional.empty();
            }
            return Optional.of(new Given(name, value, setting.kind() == Kind.PLAIN, false));
        } catch (IOException _) {
            problems.add(name + " names \"" + path + "\", which cannot be read.");
            return Optional.empty();
        }
    }

    /** What editors and echo put at the end is not part of a secret. */
    private static String withoutLineBreak(String text) {
        String value = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return value.endsWith("\r") ? value.substring(0, value.length() - 1) : value;
    }
}
