package dev.heddle.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The string of an endpoint, cut into its fields: colons separate them, the first equals sign in one ends its name, and a
 * backslash takes away what the next character means. Each field knows where it stands.
 *
 * @param text all of the string
 * @param from where this description begins in it
 * @param kind the first field, in lower case
 * @param rest where the second field begins; the length of the string, if there is none
 * @param fields the others
 */
record Description(String text, int from, String kind, int rest, List<Field> fields) {

    /**
     * One field.
     *
     * @param name null if it has none
     * @param value what it says
     * @param at where it begins
     * @param valueAt where its value begins
     */
    record Field(@Nullable String name, String value, int at, int valueAt) {}

    static Description of(String text, int from) {
        return new Cutter(text, from).cut();
    }

    /** {@code value}, so that a description has it as one field's value, whatever it is. */
    static String quote(String value) {
        StringBuilder quoted = new StringBuilder(value.length());
        for (int at = 0; at < value.length(); at++) {
            char each = value.charAt(at);
            if (each == '\\' || each == ':' || each == '=') {
                quoted.append('\\');
            }
            quoted.append(each);
        }
        return quoted.toString();
    }

    /** Goes through the string once. */
    private static final class Cutter {

        private final String text;
        private final int from;
        private final List<Field> fields = new ArrayList<>();
        private final StringBuilder piece = new StringBuilder();
        private @Nullable String name;
        private int fieldAt;
        private int valueAt;

        Cutter(String text, int from) {
            this.text = text;
            this.from = from;
        }

        Description cut() {
            int kindEnds = text.indexOf(':', from);
            String kind = text.substring(from, kindEnds < 0 ? text.length() : kindEnds);
            int rest = kindEnds < 0 ? text.length() : kindEnds + 1;
            if (kindEnds >= 0) {
                cutFields(rest);
            }
            return new Description(text, from, kind.toLowerCase(Locale.ROOT), rest, List.copyOf(fields));
        }

        private void cutFields(int rest) {
            beginField(rest);
            for (int at = rest; at < text.length(); at++) {
                char each = text.charAt(at);
                if (each == '\\') {
                    at++;
                    if (at == text.length()) {
                        throw new EndpointSyntaxException("nothing follows the backslash", text, at - 1);
                    }
                    piece.append(text.charAt(at));
                } else if (each == ':') {
                    endField();
                    beginField(at + 1);
                } else if (each == '=' && name == null) {
                    name = piece.toString();
                    piece.setLength(0);
                    valueAt = at + 1;
                } else {
                    piece.append(each);
                }
            }
            endField();
        }

        private void beginField(int at) {
            name = null;
            piece.setLength(0);
            fieldAt = at;
            valueAt = at;
        }

        private void endField() {
            fields.add(new Field(name, piece.toString(), fieldAt, valueAt));
        }
    }
}
