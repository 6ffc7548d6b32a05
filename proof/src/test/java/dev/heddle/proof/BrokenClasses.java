package dev.heddle.proof;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a source file with a fault in it, so that the broken classes can stand before the right ones. */
final class BrokenClasses {

    private BrokenClasses() {}

    /** Compiles what {@code tooth} breaks into {@code folder}. */
    static void compile(Tooth tooth, Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of(
                "-proc:none", "-nowarn", "-d", folder.toString(), "-classpath", System.getProperty("java.class.path"));
        var source = new SourceText(tooth.source().toUri(), tooth.plant());
        boolean compiled = compiler.getTask(messages, null, null, options, null, List.of(source))
                .call();
        if (!compiled) {
            throw new IllegalStateException(tooth.origin() + ": '" + tooth + "' does not compile:\n" + messages);
        }
    }

    /** A class path on which the classes in {@code folder} come first. */
    static String before(Path folder) {
        return folder + File.pathSeparator + System.getProperty("java.class.path");
    }

    private static final class SourceText extends SimpleJavaFileObject {

        private final String text;

        SourceText(URI uri, String text) {
            super(uri, JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
            return text;
        }
    }
}
