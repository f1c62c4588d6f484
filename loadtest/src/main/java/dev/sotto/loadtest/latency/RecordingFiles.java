package dev.sotto.loadtest.latency;

import dev.sotto.loadtest.phone.Felt;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Recorded calls as files: a stereo WAV, the caller left and the server right, and beside it a JSON with what can't be heard (where
 * packets begin, keys, answers) and what was measured live. Blocks.
 */
final class RecordingFiles {
    private static final AudioFormat STEREO = new AudioFormat(RecordedCall.SAMPLE_RATE, 16, 2, true, false);

    private RecordingFiles() {}

    /** A call in a folder: its name, and what the live stopwatch said. */
    record Kept(String name, JsonObject live, RecordedCall call) {}

    static void write(Path folder, String name, JsonObject about, RecordedCall call, Felt felt) throws IOException {
        Files.createDirectories(folder);
        ByteBuffer bytes = ByteBuffer.allocate(4 * call.caller().length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < call.caller().length; i++) {
            bytes.putShort(call.caller()[i]).putShort(call.server()[i]);
        }
        try (var sound = new AudioInputStream(new ByteArrayInputStream(bytes.array()), STEREO, call.caller().length)) {
            AudioSystem.write(
                    sound,
                    AudioFileFormat.Type.WAVE,
                    folder.resolve(name + ".wav").toFile());
        }
        JsonObject told = about.copy()
                .put("samples_per_second", RecordedCall.SAMPLE_RATE)
                .put("zero", "the ACK")
                .put("measured_live_ms", live(felt))
                .put("keys_at", array(call.keysAt()))
                .put("answers_at", array(call.answersAt()))
                .put("caller_packets_at", array(call.sentAt()))
                .put("server_packets_at", array(call.heardAt()));
        Files.writeString(folder.resolve(name + ".json"), told.encode());
    }

    /** In the order of their names. */
    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".wav"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .sorted()
                    .toList();
        }
    }

    static Kept read(Path folder, String name) throws IOException {
        JsonObject told = new JsonObject(Files.readString(folder.resolve(name + ".json")));
        byte[] bytes;
        try (AudioInputStream sound =
                AudioSystem.getAudioInputStream(folder.resolve(name + ".wav").toFile())) {
            bytes = sound.readAllBytes();
        } catch (UnsupportedAudioFileException e) {
            throw new IOException(name + ".wav is no WAV file", e);
        }
        ShortBuffer samples =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        short[] caller = new short[samples.remaining() / 2];
        short[] server = new short[caller.length];
        for (int i = 0; i < caller.length; i++) {
            caller[i] = samples.get();
            server[i] = samples.get();
        }
        RecordedCall call = new RecordedCall(
                caller,
                server,
                ints(told, "caller_packets_at"),
                ints(told, "server_packets_at"),
                ints(told, "keys_at"),
                ints(told, "answers_at"));
        return new Kept(name, told.getJsonObject("measured_live_ms"), call);
    }

    /** A caller's figures in milliseconds. */
    static JsonObject live(Felt felt) {
        JsonObject figures = new JsonObject();
        for (Figure figure : Figure.values()) {
            figures.put(
                    figure.key(),
                    new JsonArray(
                            figure.of(felt).stream().map(RecordedCall::millis).toList()));
        }
        return figures;
    }

    private static JsonArray array(int[] values) {
        return new JsonArray(Arrays.stream(values).boxed().toList());
    }

    private static int[] ints(JsonObject told, String key) {
        return told.getJsonArray(key).stream()
                .mapToInt(value -> (Integer) value)
                .toArray();
    }
}
