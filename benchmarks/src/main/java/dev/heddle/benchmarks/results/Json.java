package dev.heddle.benchmarks.results;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import dev.heddle.benchmarks.Parameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** How the records of this package are written. Enums and numbers are as Java has them, histograms as HdrHistogram. */
public final class Json {

    private static final Gson LINES = builder().create();
    private static final Gson PRETTY = builder().setPrettyPrinting().create();

    private Json() {}

    private static GsonBuilder builder() {
        return new GsonBuilder()
                .disableHtmlEscaping()
                .registerTypeAdapter(Parameters.class, new ParametersAdapter().nullSafe())
                .registerTypeHierarchyAdapter(Histogram.class, new HistogramAdapter().nullSafe());
    }

    /** In one line. */
    public static String line(Object value) {
        return LINES.toJson(value);
    }

    /** For people too. */
    public static String pretty(Object value) {
        return PRETTY.toJson(value);
    }

    /**
     * Reads a value.
     *
     * @throws JsonParseException if it is none, with the reason in words for people
     */
    public static <T> T parse(String json, Class<T> type) {
        return parse(json, TypeToken.get(type));
    }

    /**
     * Reads a value of a type that has parameters.
     *
     * @throws JsonParseException if it is none
     */
    public static <T> T parse(String json, TypeToken<T> type) {
        T value;
        try {
            value = LINES.fromJson(json, type);
        } catch (RuntimeException refused) { // by the constructor of a record, if it is JSON
            throw new JsonParseException(JsonFaults.inWords(refused), refused);
        }
        if (value == null) {
            throw new JsonParseException("empty");
        }
        return value;
    }

    /** An object with a member for each parameter. */
    private static final class ParametersAdapter extends TypeAdapter<Parameters> {

        private static final TypeAdapter<Map<String, String>> VALUES =
                new Gson().getAdapter(new TypeToken<Map<String, String>>() {});

        @Override
        public void write(JsonWriter out, Parameters parameters) throws IOException {
            VALUES.write(out, parameters.values());
        }

        @Override
        public Parameters read(JsonReader in) throws IOException {
            SortedMap<String, String> values = new TreeMap<>(VALUES.read(in));
            return new Parameters(values);
        }
    }

    /** Compressed, in Base64. */
    private static final class HistogramAdapter extends TypeAdapter<Histogram> {

        @Override
        public void write(JsonWriter out, Histogram histogram) throws IOException {
            ByteBuffer encoded = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
            int length = histogram.encodeIntoCompressedByteBuffer(encoded);
            out.value(Base64.getEncoder().encodeToString(Arrays.copyOf(encoded.array(), length)));
        }

        @Override
        public Histogram read(JsonReader in) throws IOException {
            try {
                return Histogram.decodeFromCompressedByteBuffer(
                        ByteBuffer.wrap(Base64.getDecoder().decode(in.nextString())), 0);
            } catch (DataFormatException | IllegalArgumentException malformed) {
                throw new JsonParseException("no histogram", malformed);
            }
        }
    }
}
