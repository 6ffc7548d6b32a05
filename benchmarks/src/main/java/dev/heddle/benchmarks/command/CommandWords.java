package dev.heddle.benchmarks.command;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A command as it is to be typed. */
final class CommandWords {

    private static final String OUTPUT = "--output";

    private CommandWords() {}

    /** The command that goes on in {@code folder} where one with those arguments ended. */
    static String goingOn(List<String> arguments, Path folder) {
        boolean isSaid = arguments.stream().anyMatch(word -> word.equals(OUTPUT) || word.startsWith(OUTPUT + "="));
        String said = arguments.stream().map(CommandWords::quoted).collect(Collectors.joining(" "));
        return "heddle " + said + (isSaid ? "" : " " + OUTPUT + " " + quoted(folder.toString()));
    }

    /** As a shell needs it, if it would make something else of the word. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./=,:%+@-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
