package dev.heddle.benchmarks.results;

import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a text that should have been JSON of ours, for people who never saw the program that reads it. */
final class JsonFaults {

    private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");
    private static final Pattern NAME = Pattern.compile("\\w+");
    private static final Pattern CLASS = Pattern.compile("(?:\\w+\\.)+[A-Z]\\w*(?:Exception|Error): ");

    private JsonFaults() {}

    /** In one line, without the names of exceptions. */
    static String inWords(RuntimeException refused) {
        Throwable reason = refused;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        String message =
                String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
        String told = String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
        return switch (reason) {
            case MalformedJsonException malformed -> "it is no JSON" + place(message);
            case EOFException torn -> "it ends in the middle" + place(message);
            case IllegalStateException other
            when PLACE.matcher(message).find() -> "it has something else than is expected" + place(message);
            case NumberFormatException other -> "it has no number where one is expected" + place(message);
            case NullPointerException missing ->
                NAME.matcher(told).matches() ? told + " is missing" : "something is missing";
            default -> CLASS.matcher(told).replaceAll("");
        };
    }

    /** In a text of one line, the column is enough. */
    private static String place(String message) {
        Matcher place = PLACE.matcher(message);
        if (!place.find()) {
            return "";
        }
        String line = place.group(1).equals("1") ? "" : "line " + place.group(1) + ", ";
        return " (" + line + "column " + place.group(2) + ")";
    }
}
