package dev.heddle.examples;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The words after a program's name. Where one cannot be used, this says so on standard error, tells the usage, and ends
 * the program with status 2.
 */
final class Arguments {

    private static final int BAD_USAGE = 2;
    private static final int LARGEST_PORT = 0xffff;
    private static final Pattern OPTION = Pattern.compile(" \\[(--[a-z]+) [A-Z]+\\]");

    private final String usage;
    private final String program;

    /** What the usage calls each argument; the optional ones in brackets, a repeated one last and with dots. */
    private final List<String> names;

    private final List<String> values = new ArrayList<>();

    /** The values of the options that were given, by the options' names. */
    private final Map<String, String> options = new HashMap<>();

    /**
     * Takes {@code args} if there are as many as {@code usage} asks for.
     *
     * @param usage the program's name and those of its arguments, such as {@code "echoclient HOST PORT [TEXT...]"}, and
     *     its options, such as {@code "[--group REACTORS]"}, which may be given in any place
     */
    Arguments(String usage, String[] args) {
        this.usage = usage;
        List<String> words = List.of(OPTION.matcher(usage).replaceAll("").split(" "));
        program = words.getFirst();
        names = words.subList(1, words.size());
        Set<String> known =
                OPTION.matcher(usage).results().map(option -> option.group(1)).collect(Collectors.toSet());
        Iterator<String> given = List.of(args).iterator();
        given.forEachRemaining(word -> take(word, known, given));
        checkCount();
    }

    private void take(String word, Set<String> known, Iterator<String> following) {
        if (known.isEmpty() || !word.startsWith("--")) {
            values.add(word);
        } else if (!known.contains(word)) {
            throw reject("unknown option " + word);
        } else if (!following.hasNext()) {
            throw reject(word + " needs a value");
        } else if (options.put(word, following.next()) != null) {
            throw reject(word + " is given twice");
        }
    }

    private void checkCount() {
        int count = values.size();
        if (count < names.size() && !names.get(count).startsWith("[")) {
            throw reject(names.get(count) + " is missing");
        }
        boolean repeats = usage.endsWith("...]");
        if (count > names.size() && !repeats) {
            throw reject("unexpected argument '" + values.get(names.size()) + "'");
        }
    }

    /** Takes {@code option} only with {@code other}. */
    void require(String option, String other) {
        if (options.containsKey(option) && !options.containsKey(other)) {
            throw reject(option + " needs " + other);
        }
    }

    int count() {
        return values.size();
    }

    /** A name or an address. Of a name nothing is known yet: looking it up is the reactor's business. */
    String host(int index) {
        String host = values.get(index);
        if (host.isBlank() || (host.indexOf(':') >= 0 && !isIpv6Address(host))) {
            throw reject(name(index) + " must be a name or an address, not '" + host + "'");
        }
        return host;
    }

    private static boolean isIpv6Address(String withColon) {
        try {
            return InetAddress.getByName(withColon) != null;
        } catch (UnknownHostException malformed) {
            return false;
        }
    }

    /** An address, which needs no lookup. */
    InetAddress address(int index) {
        String word = values.get(index);
        if (word.matches("[0-9]{1,3}([.][0-9]{1,3}){3}") || word.indexOf(':') >= 0) {
            try {
                return InetAddress.getByName(word);
            } catch (UnknownHostException malformed) {
                // Rejected below, as a name is.
            }
        }
        throw reject(name(index) + " must be an address, not '" + word + "'");
    }

    /** A name that DNS may have, in ASCII. */
    String domain(int index) {
        String word = values.get(index);
        try {
            return DnsName.normalize(word);
        } catch (IllegalArgumentException unusable) {
            throw reject(name(index) + " must be a name, not '" + word + "': " + unusable.getMessage());
        }
    }

    /** A port from {@code smallest} up. */
    int port(int index, int smallest) {
        return number(name(index), values.get(index), smallest, LARGEST_PORT);
    }

    /** The value of an option; the smallest if that is not given. */
    int number(String option, int smallest, int largest) {
        return number(option, options.getOrDefault(option, "" + smallest), smallest, largest);
    }

    private int number(String name, String word, int smallest, int largest) {
        try {
            int number = Integer.parseInt(word);
            if (number >= smallest && number <= largest) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Rejected below, as a number out of range is.
        }
        throw reject(name + " must be a number from " + smallest + " to " + largest + ", not '" + word + "'");
    }

    /** A path, of what need not be there. */
    Path path(int index) {
        return path(name(index), values.get(index));
    }

    /** The value of an option, as {@link #path(int)}; null if that is not given. */
    @Nullable
    Path path(String option) {
        String word = options.get(option);
        return word == null ? null : path(option, word);
    }

    private Path path(String name, String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException notAPath) {
            throw reject(name + " must be a path, not '" + word + "'");
        }
    }

    /** A directory that exists. */
    Path directory(int index) {
        Path directory = path(index);
        if (!Files.isDirectory(directory)) {
            throw reject(name(index) + " must be a directory, not '" + directory + "'");
        }
        return directory;
    }

    /** The arguments from {@code first} on, as one line. */
    String line(int first) {
        String line = String.join(" ", values.subList(first, values.size()));
        if (line.indexOf('\n') >= 0) {
            throw reject(name(first) + " must be one line");
        }
        return line;
    }

    /** The arguments from {@code first} on. */
    String[] words(int first) {
        return values.subList(first, values.size()).toArray(String[]::new);
    }

    private String name(int index) {
        return names.get(index).replaceAll("[^A-Z]", "");
    }

    /** Ends the program, so it never returns; what it would return is for the compiler. */
    private AssertionError reject(String why) {
        System.err.println(program + ": " + why);
        System.err.println("Usage: " + usage);
        System.exit(BAD_USAGE);
        return new AssertionError("unreachable");
    }
}
