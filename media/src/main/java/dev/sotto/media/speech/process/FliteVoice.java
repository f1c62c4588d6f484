package dev.sotto.media.speech.process;

import dev.sotto.media.speech.Synthesizer;
import dev.sotto.media.speech.freetts.SpokenText;
import dev.sotto.media.speech.pcm.PcmReader;
import dev.sotto.media.speech.pcm.WavHeader;
import dev.sotto.media.speech.service.FailedService;
import dev.sotto.media.speech.service.ServiceFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CMU Flite, a Debian package: some 20 ms per second of speech, no network. It finishes its WAV file by going back to the
 * beginning, which never ends on a pipe; so it writes a file, in memory where the machine has such a place.
 */
public final class FliteVoice implements Synthesizer {
    public static final String NAME = "flite";

    private static final Path IN_MEMORY = Path.of("/dev/shm");
    private static final long MAX_BYTES = 48_000L * 2 * 120;

    private final String command;
    private final String voice;
    private final Duration time;

    private FliteVoice(String command, String voice, Duration time) {
        this.command = command;
        this.voice = voice;
        this.time = time;
    }

    /**
     * Has it speak once.
     *
     * @param time how long a sentence may take
     * @throws IllegalStateException it doesn't
     */
    public static FliteVoice load(String command, String voice, Duration time) {
        FliteVoice flite = new FliteVoice(command, voice, time);
        Trial.of(flite, "the program \"" + command + "\" with the voice \"" + voice + "\"");
        return flite;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String limits() {
        return "Flite, voice " + voice + ": intelligible, English only, a process for each sentence";
    }

    @Override
    public void synthesize(String text, Sink sink) {
        String spoken = SpokenText.written(text);
        if (spoken.isBlank()) {
            return;
        }
        Path file = null;
        try {
            file = newFile();
            List<String> line = List.of(command, "-voice", voice, "-o", file.toString());
            try (Program program = Program.start(line, spoken, time)) {
                program.end();
            }
            read(file, sink);
        } catch (IOException e) {
            throw new FailedService(ServiceFailure.REFUSED);
        } finally {
            delete(file);
        }
    }

    private static Path newFile() throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        return Files.isWritable(IN_MEMORY)
                ? Files.createTempFile(IN_MEMORY, "sotto-", ".wav", owner)
                : Files.createTempFile("sotto-", ".wav", owner);
    }

    private static void read(Path file, Sink sink) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new FailedService(ServiceFailure.MALFORMED);
        }
        byte[] bytes = Files.readAllBytes(file);
        WavHeader header = header(bytes);
        PcmReader reader = new PcmReader(header.rate(), sink);
        if (reader.accept(bytes, header.dataAt(), bytes.length - header.dataAt())) {
            reader.end();
        }
    }

    private static WavHeader header(byte[] bytes) {
        try {
            WavHeader header = WavHeader.parse(bytes, bytes.length);
            if (header != null) {
                return header;
            }
        } catch (IllegalArgumentException e) {
            // not a WAV file: as good as none
        }
        throw new FailedService(ServiceFailure.MALFORMED);
    }

    private static void delete(@Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        }
    }

    @Override
    public void close() {}
}
