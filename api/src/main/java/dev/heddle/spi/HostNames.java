package dev.heddle.spi;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hosts in text: what is a name, what is an address, and what is neither. Never asks a name service. */
public final class HostNames {

    private static final int MOST_IN_LABEL = 63;
    private static final int MOST_IN_NAME = 253;
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    private HostNames() {}

    /**
     * The address that {@code host} writes out, or null if it is a name. The JDK alone would take a malformed IPv6 address
     * for a name, and ask for it, unless it is in brackets.
     *
     * @throws IllegalArgumentException if it has a colon, as no name has, and is no IPv6 address
     */
    public static @Nullable InetAddress literal(String host) {
        boolean isIpv6 = host.indexOf(':') >= 0;
        if (!isIpv6 && !IPV4.matcher(host).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(isIpv6 && !host.startsWith("[") ? "[" + host + "]" : host);
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException("not an IPv6 address: " + host, malformed);
        }
    }

    /**
     * {@code name} as name services know it: in ASCII (IDNA 2003, RFC 3490), and nothing but letters, digits, hyphens and
     * underscores between its dots.
     *
     * @throws IllegalArgumentException if it can be no name; the message says where
     */
    public static String toAscii(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a host must be a name or an address, not empty");
        }
        for (int at = 0; at < name.length(); at++) {
            char found = name.charAt(at);
            if (found < 0x80 && !isOfName(found) && found != '.') {
                throw notAName(name, "it has " + show(found) + " at " + at);
            }
        }
        String ascii = isAscii(name) ? name : inAscii(name);
        checkLabels(name, ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii);
        return ascii;
    }

    private static String inAscii(String name) {
        try {
            return IDN.toASCII(name);
        } catch (IllegalArgumentException impossible) {
            throw new IllegalArgumentException(
                    "not a host name: " + quoted(name) + ": it has no ASCII form: " + impossible.getMessage(),
                    impossible);
        }
    }

    private static void checkLabels(String name, String ascii) {
        if (ascii.length() > MOST_IN_NAME) {
            throw notAName(name, "it has " + ascii.length() + " characters, more than " + MOST_IN_NAME);
        }
        int at = 0;
        for (String label : ascii.split("\\.", -1)) {
            if (label.isEmpty()) {
                throw notAName(name, "there is nothing before the dot at " + at);
            }
            if (label.length() > MOST_IN_LABEL) {
                throw notAName(
                        name,
                        "the part at " + at + " has " + label.length() + " characters, more than " + MOST_IN_LABEL);
            }
            if (label.startsWith("-") || label.endsWith("-")) {
                throw notAName(name, "the part at " + at + " begins or ends with a hyphen");
            }
            at += label.length() + 1;
        }
    }

    private static boolean isAscii(String name) {
        return name.chars().allMatch(each -> each < 0x80);
    }

    private static boolean isOfName(char each) {
        return (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (each >= '0' && each <= '9')
                || each == '-'
                || each == '_';
    }

    private static IllegalArgumentException notAName(String name, String why) {
        return new IllegalArgumentException("not a host name: " + quoted(name) + ": " + why);
    }

    /** Without what would break the line that it is shown in. */
    private static String quoted(String name) {
        StringBuilder shown = new StringBuilder("'");
        name.chars().forEach(each -> shown.append(Character.isISOControl(each) ? '?' : (char) each));
        return shown.append('\'').toString();
    }

    private static String show(char found) {
        return Character.isISOControl(found) ? "character " + (int) found : "'" + found + "'";
    }
}
