package dev.heddle.endpoint;

import dev.heddle.endpoint.Description.Field;
import dev.heddle.spi.HostNames;
import dev.heddle.tls.PrivateCertificate;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a description, by the names of the arguments that its kind of endpoint has. */
final class Arguments {

    private static final int LARGEST_PORT = 0xffff;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    private final Description description;
    private final Map<String, Field> given = new HashMap<>();

    /**
     * Sorts the fields. Those without a name are the arguments of {@code positional} that have no field with their name, in
     * that order.
     *
     * @param named the arguments that need their name
     * @throws EndpointSyntaxException if there is one that the kind does not have, or one twice
     */
    Arguments(Description description, List<String> positional, List<String> named) {
        this.description = description;
        List<String> known = Stream.concat(positional.stream(), named.stream()).toList();
        for (Field field : description.fields()) {
            if (field.name() != null) {
                takeNamed(field, field.name(), known);
            }
        }
        Queue<String> unnamed = positional.stream()
                .filter(name -> !given.containsKey(name))
                .collect(Collectors.toCollection(ArrayDeque::new));
        for (Field field : description.fields()) {
            if (field.name() == null) {
                takeUnnamed(field, unnamed.poll(), known);
            }
        }
    }

    private void takeNamed(Field field, String name, List<String> known) {
        if (!known.contains(name)) {
            throw error("unknown argument '" + name + "'; known are " + show(known), field.at());
        }
        if (given.put(name, field) != null) {
            throw error("'" + name + "' is given twice", field.at());
        }
    }

    private void takeUnnamed(Field field, @Nullable String name, List<String> known) {
        if (name != null) {
            given.put(name, field);
        } else if (!field.value().isEmpty()) {
            throw error("one argument too many for '" + description.kind() + "', which has " + show(known), field.at());
        }
    }

    private static String show(List<String> known) {
        return known.isEmpty() ? "none" : String.join(", ", known);
    }

    EndpointSyntaxException error(String problem, int at) {
        return new EndpointSyntaxException(problem, description.text(), at);
    }

    /** What {@code read} makes of an argument; null if that is not given, or is empty. What it throws is told with the place. */
    <T> @Nullable T optional(String name, Function<String, T> read) {
        Field field = given.get(name);
        if (field == null || field.value().isEmpty()) {
            return null;
        }
        try {
            return read.apply(field.value());
        } catch (EndpointSyntaxException known) {
            throw known;
        } catch (IllegalArgumentException wrong) {
            EndpointSyntaxException error = error(name + ": " + wrong.getMessage(), field.valueAt());
            error.initCause(wrong);
            throw error;
        }
    }

    /** As {@link #optional}, of an argument that must be there. */
    <T> T required(String name, Function<String, T> read) {
        T value = optional(name, read);
        if (value == null) {
            throw missing(name, name);
        }
        return value;
    }

    /** What is thrown where {@code name} is not given, and {@code wanted} is needed. */
    EndpointSyntaxException missing(String name, String wanted) {
        Field field = given.get(name);
        int at = field == null ? description.text().length() : field.valueAt();
        return error("'" + description.kind() + "' needs a " + wanted, at);
    }

    /** Options, changed by an argument if that is given. What the change throws is told with the place. */
    <O> O change(O options, String name, Function<String, Function<O, O>> read) {
        O changed = optional(name, text -> read.apply(text).apply(options));
        return changed == null ? options : changed;
    }

    /**
     * What {@code certificate}, a PEM file, and {@code privateKey}, another one unless the first holds the key, too, tell; null
     * if neither is given.
     */
    @Nullable
    PrivateCertificate certificate() {
        Path key = optional("privateKey", Arguments::path);
        if (key != null) {
            required("certificate", Arguments::path);
        }
        return optional(
                "certificate",
                text -> key == null ? PrivateCertificate.load(path(text)) : PrivateCertificate.load(path(text), key));
    }

    // How values are read.

    static int port(String text, int smallest) {
        int port = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (port < smallest || port > LARGEST_PORT) {
            throw new IllegalArgumentException(
                    "must be a number from " + smallest + " to " + LARGEST_PORT + ", not '" + text + "'");
        }
        return port;
    }

    static int number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a number, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    static Duration seconds(String text) {
        if (!SECONDS.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a number of seconds, such as 30 or 0.5, not '" + text + "'");
        }
        return Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValueExact());
    }

    static InetAddress address(String text) {
        InetAddress address = HostNames.literal(text);
        if (address == null) {
            throw new IllegalArgumentException("must be an address, such as 127.0.0.1 or \\:\\:1, not '" + text + "'");
        }
        return address;
    }

    static String host(String text) {
        return HostNames.literal(text) == null ? HostNames.toAscii(text) : text;
    }

    /** Several values, with commas between them. */
    static String[] list(String text) {
        return text.split(",", -1);
    }

    static Path path(String text) {
        return Path.of(text);
    }
}
