package dev.heddle.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to run, and where.
 *
 * {@snippet :
 * var options = ProcessOptions.of("make", "-j2", "check").withDirectory(Path.of("/src")).withVariable("LANG", "C");
 * }
 *
 * @param command the program, found in the path unless it has a slash, and its arguments, which no shell looks at
 * @param directory where it runs; null, the default, for where this process does
 * @param environment all its variables; null, the default, for those of this process
 * @param mergesError whether its standard error goes where its standard output does, in order; false by default
 */
public record ProcessOptions(
        List<String> command,
        @Nullable Path directory,
        @Nullable Map<String, String> environment,
        boolean mergesError) {

    /** Checks every value. */
    public ProcessOptions {
        command = List.copyOf(command);
        if (command.isEmpty() || command.getFirst().isEmpty()) {
            throw new IllegalArgumentException("a command needs the name of a program, but is " + command);
        }
        for (String word : command) {
            if (word.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("no word of a command may contain NUL: " + command);
            }
        }
        if (environment != null) {
            environment = Map.copyOf(environment);
            environment.forEach(ProcessOptions::checkVariable);
        }
    }

    private static void checkVariable(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a variable of an environment: '" + name + "=" + value + "'");
        }
    }

    /** A program and its arguments; the rest as it is here. */
    public static ProcessOptions of(String... command) {
        return new ProcessOptions(List.of(command), null, null, false);
    }

    /** These options with another directory. */
    public ProcessOptions withDirectory(Path directory) {
        return new ProcessOptions(command, Objects.requireNonNull(directory, "directory"), environment, mergesError);
    }

    /** These options with these variables and no others. */
    public ProcessOptions withEnvironment(Map<String, String> environment) {
        return new ProcessOptions(command, directory, Objects.requireNonNull(environment, "environment"), mergesError);
    }

    /** These options with one variable more, or another value of it. */
    public ProcessOptions withVariable(String name, String value) {
        Map<String, String> more = new HashMap<>(environment == null ? System.getenv() : environment);
        more.put(name, value);
        return new ProcessOptions(command, directory, more, mergesError);
    }

    /** These options, with or without standard error in the output. */
    public ProcessOptions withMergesError(boolean mergesError) {
        return new ProcessOptions(command, directory, environment, mergesError);
    }
}
