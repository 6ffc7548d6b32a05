package dev.heddle.endpoint;

/** A string that describes no endpoint. The message says why, shows the string, and has a caret under the place (N12). */
public final class EndpointSyntaxException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String text;
    private final int position;

    EndpointSyntaxException(String problem, String text, int position) {
        super(message(problem, text, position));
        this.text = text;
        this.position = position;
    }

    private static String message(String problem, String text, int position) {
        StringBuilder oneLine = new StringBuilder();
        text.chars().forEach(each -> oneLine.append(Character.isISOControl(each) ? '?' : (char) each));
        return problem + ", at " + position + " in\n  " + oneLine + "\n  " + " ".repeat(position) + "^";
    }

    /** The string. */
    public String text() {
        return text;
    }

    /** Where in the string the problem is; its length, if something is missing at its end. */
    public int position() {
        return position;
    }
}
