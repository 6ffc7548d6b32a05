package dev.heddle.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks {@link FileServer} for, in HTTP/1.1 or 1.0 (RFC 9110, RFC 9112), as far as that server needs it.
 *
 * @param path decoded, absolute, without the query
 * @param keepsAlive whether the client may ask for more on the same connection
 * @param modifiedSince the time of the file that the client has; null if it does not say
 * @param range the bytes that it wants, as a header says that; null if it wants all
 */
record HttpRequest(
        boolean isHead,
        String path,
        boolean keepsAlive,
        @Nullable Instant modifiedSince,
        @Nullable String range) {

    private static final Pattern REQUEST_LINE = Pattern.compile("([!-~]+) ([!-~]+) (HTTP/[0-9]\\.[0-9])");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*");
    private static final Pattern AUTHORITY = Pattern.compile("(?i)^http://[^/?]*");

    /** Headers of which two would mean two things. */
    private static final List<String> SINGLE = List.of("host", "content-length", "transfer-encoding");

    /** Why there is no file in the answer. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final String status;

        /** Refuses with a status, such as {@code 404 Not Found}, and a reason for who reads it. */
        Refused(String status, String reason) {
            super(reason, null, false, false);
            this.status = status;
        }

        String status() {
            return status;
        }
    }

    /** The request that these lines make, of which the first says what is wanted, and the others are headers. */
    static HttpRequest parse(List<String> lines) throws Refused {
        var requestLine = REQUEST_LINE.matcher(lines.getFirst());
        if (!requestLine.matches()) {
            throw malformed("the request line is not one");
        }
        String version = requestLine.group(3);
        boolean isOld = version.equals("HTTP/1.0");
        if (!isOld && !version.startsWith("HTTP/1.")) {
            throw new Refused("505 HTTP Version Not Supported", "this server speaks HTTP/1.1, not " + version);
        }
        Map<String, String> headers = headers(lines.subList(1, lines.size()));
        if (!isOld && !headers.containsKey("host")) {
            throw malformed("there is no Host header");
        }
        requireNoBody(headers);
        String method = requestLine.group(1);
        if (!method.equals("GET") && !method.equals("HEAD")) {
            throw new Refused("501 Not Implemented", "this server knows GET and HEAD, not " + method);
        }
        boolean isHead = method.equals("HEAD");
        return new HttpRequest(
                isHead,
                path(requestLine.group(2)),
                keepsAlive(isOld, headers.getOrDefault("connection", "")),
                time(headers.get("if-modified-since")),
                isHead || headers.containsKey("if-range") ? null : headers.get("range"));
    }

    /** Whether the client has what was changed then. */
    boolean isKnown(Instant modified) {
        return modifiedSince != null && !modified.isAfter(modifiedSince);
    }

    private static Map<String, String> headers(List<String> lines) throws Refused {
        Map<String, String> headers = new HashMap<>();
        for (String line : lines) {
            var header = HEADER.matcher(line);
            if (!header.matches()) {
                throw malformed("a header is not one");
            }
            String name = header.group(1).toLowerCase(Locale.ROOT);
            if (headers.containsKey(name) && SINGLE.contains(name)) {
                throw malformed("there are two headers named " + name);
            }
            headers.merge(name, header.group(2), (one, other) -> one + "," + other);
        }
        return headers;
    }

    /** A body would be taken for the next request. */
    private static void requireNoBody(Map<String, String> headers) throws Refused {
        if (headers.containsKey("transfer-encoding")
                || !headers.getOrDefault("content-length", "0").equals("0")) {
            throw new Refused("413 Content Too Large", "this server takes no content");
        }
    }

    private static boolean keepsAlive(boolean isOld, String connection) {
        List<String> options =
                List.of(connection.toLowerCase(Locale.ROOT).replace(" ", "").split(",", -1));
        return isOld ? options.contains("keep-alive") : !options.contains("close");
    }

    /** A time that cannot be read is no time, says RFC 9110. */
    private static @Nullable Instant time(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static String path(String target) throws Refused {
        String encoded = AUTHORITY.matcher(target).replaceFirst("");
        int query = encoded.indexOf('?');
        if (query >= 0) {
            encoded = encoded.substring(0, query);
        }
        if (encoded.isEmpty() && !target.startsWith("?")) {
            return "/";
        }
        if (!encoded.startsWith("/")) {
            throw malformed("the target is not a path");
        }
        return decoded(encoded);
    }

    private static String decoded(String encoded) throws Refused {
        var bytes = new ByteArrayOutputStream();
        for (int index = 0; index < encoded.length(); index++) {
            char character = encoded.charAt(index);
            if (character == '%') {
                bytes.write(hexByte(encoded, index + 1));
                index += 2;
            } else {
                bytes.write(character);
            }
        }
        try {
            String path = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            if (path.indexOf('\0') < 0) {
                return path;
            }
        } catch (CharacterCodingException notUtf8) {
            // Refused below, as a character is that no path has.
        }
        throw malformed("the path is not a text");
    }

    private static int hexByte(String encoded, int begin) throws Refused {
        if (begin + 2 <= encoded.length()) {
            int high = Character.digit(encoded.charAt(begin), 16);
            int low = Character.digit(encoded.charAt(begin + 1), 16);
            if (high >= 0 && low >= 0) {
                return high * 16 + low;
            }
        }
        throw malformed("two hexadecimal digits must follow a %");
    }

    private static Refused malformed(String reason) {
        return new Refused("400 Bad Request", reason);
    }
}
