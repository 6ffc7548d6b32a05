package dev.heddle.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A Java file, and its code: the same lines with comments and literals blanked out, so that what is said is not taken
 * for what is done.
 */
record JavaFile(String path, List<String> lines, List<String> code) {

    /** A comment, a text block, a string or a character, whichever begins first. */
    private static final Pattern NO_CODE = Pattern.compile(
            "//[^\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\n]|\\\\.)*+'",
            Pattern.DOTALL);

    private static final Pattern METHOD_HEAD =
            Pattern.compile("[\\w>\\])]\\s+\\w+\\s*\\(.*\\)\\s*(throws\\s[\\w\\s.,]+)?$", Pattern.DOTALL);
    private static final Pattern NO_METHOD_HEAD =
            Pattern.compile("\\b(if|for|while|switch|catch|synchronized|try|else|do|new|record|return|case)\\b|->|=");

    JavaFile(String path, List<String> lines) {
        this(path, lines, codeOf(lines));
    }

    private static List<String> codeOf(List<String> lines) {
        String text = String.join("\n", lines);
        String code = NO_CODE.matcher(text).replaceAll(found -> found.group().replaceAll("[^\n]", " "));
        return List.of(code.split("\n", -1));
    }

    /** The name without the directory. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** A line as {@code path:number}, and what is there. */
    String at(int index) {
        return path + ":" + (index + 1) + ": " + lines.get(index).strip();
    }

    /** Where {@code pattern} occurs in the code. */
    List<String> findAll(Pattern pattern) {
        List<String> found = new ArrayList<>();
        for (int index = 0; index < code.size(); index++) {
            if (pattern.matcher(code.get(index)).find()) {
                found.add(at(index));
            }
        }
        return found;
    }

    /** Where methods begin that have more than {@code most} lines between their braces, these included. */
    List<String> methodsLongerThan(int most) {
        List<String> found = new ArrayList<>();
        List<Integer> openMethods = new ArrayList<>();
        StringBuilder head = new StringBuilder();
        for (int index = 0; index < code.size(); index++) {
            for (char symbol : code.get(index).toCharArray()) {
                if (symbol == '{') {
                    openMethods.add(isMethodHead(head) ? index : -1);
                } else if (symbol == '}') {
                    int begin = openMethods.removeLast();
                    if (begin >= 0 && index - begin + 1 > most) {
                        found.add(at(begin));
                    }
                }
                head.append(symbol);
                if (symbol == '{' || symbol == '}' || symbol == ';') {
                    head.setLength(0);
                }
            }
            head.append('\n');
        }
        return found;
    }

    private static boolean isMethodHead(CharSequence head) {
        String words = head.toString().strip();
        String withoutAnnotations = words.replaceAll("@\\w+(\\([^()]*\\))?", "");
        return METHOD_HEAD.matcher(withoutAnnotations).find()
                && !NO_METHOD_HEAD.matcher(withoutAnnotations).find();
    }
}
