package dev.sotto.media.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.jitter.FrameReader;
import dev.sotto.media.jitter.JitterBuffer;
import dev.sotto.media.jitter.PacketDecoder;
import dev.sotto.media.speech.feature.Correction;
import dev.sotto.media.speech.language.LanguageFiles;
import dev.sotto.media.speech.language.LanguageModelWriter;
import dev.sotto.media.speech.pocketsphinx.NativeLibrary;
import dev.sotto.media.speech.pocketsphinx.PocketSphinxRecognizer;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Word error with and without packets lost at random, through the jitter buffer and its concealment, and beside it with holes
 * left silent, which {@code -Dsotto.speech.full=true} measures.
 */
@Execution(ExecutionMode.CONCURRENT)
class LossWordErrorIT {
    private static final Path SET = Path.of(System.getProperty("sotto.speech.sets", "../../shared/speech"))
            .resolve("caller8");
    private static final boolean FULL = Boolean.getBoolean("sotto.speech.full");
    private static final AudioCodec CODEC = AudioFormat.PCMU.open();
    private static final int FRAME = 160;

    @TempDir
    static Path folder;

    private int words;

    @Test
    void threePercentLostCostHardlyAWord() throws IOException {
        if (!Files.isDirectory(SET)) {
            System.err.println("SKIPPED, word error with loss: no speech set at " + SET.toAbsolutePath());
        }
        Assumptions.assumeTrue(Files.isDirectory(SET), "no speech set");
        NativeLibrary.require();
        LanguageFiles language = LanguageModelWriter.write(ShopVocabulary.SHOP, folder);
        LanguageFiles digits = LanguageModelWriter.writeDigits(folder);
        try (Recognizer recognizer = PocketSphinxRecognizer.load(folder, language, digits, Correction.inContext())) {
            int whole = errors(recognizer, 0, true);
            int concealed = errors(recognizer, 0.03, true);
            System.out.printf(
                    "caller8, %d words, wrong: %d without loss, %d with 3 %% lost and concealed%n",
                    words, whole, concealed);
            assertThat(concealed).as("wrong words at 3 percent loss").isLessThanOrEqualTo(whole + words / 30);
            if (FULL) {
                withHoles(recognizer);
            }
        }
    }

    private void withHoles(Recognizer recognizer) throws IOException {
        int silent = errors(recognizer, 0.03, false);
        int much = errors(recognizer, 0.1, true);
        int muchSilent = errors(recognizer, 0.1, false);
        System.out.printf("3 %% left silent: %d; 10 %% lost: %d concealed, %d left silent%n", silent, much, muchSilent);
        assertThat(much).as("wrong words at 10 percent loss").isLessThan(muchSilent);
    }

    private int errors(Recognizer recognizer, double loss, boolean conceal) throws IOException {
        int errors = 0;
        words = 0;
        List<String> lines = Files.readAllLines(SET.resolve("text.tsv"));
        var random = new Random(3);
        for (String line : lines) {
            String[] fields = line.split("\t");
            short[] sound = TelephoneSound.ofFile(SET.resolve(fields[0]));
            short[] heard = conceal ? overLossyLine(sound, loss, random) : withHoles(sound, loss, random);
            errors += WordErrors.between(fields[1], understood(recognizer, heard));
            words += WordErrors.words(fields[1]).length;
        }
        return errors;
    }

    private static String understood(Recognizer recognizer, short[] sound) {
        try (RecognitionStream stream = recognizer.open()) {
            stream.begin(SpeechContext.GENERAL);
            for (int at = 0; at < sound.length; at += FRAME) {
                stream.accept(sound, at, Math.min(FRAME, sound.length - at));
            }
            return stream.end().text();
        }
    }

    private static short[] overLossyLine(short[] sound, double loss, Random random) {
        var buffer = new JitterBuffer(10);
        var reader = new FrameReader(buffer, new PacketDecoder());
        short[] heard = new short[sound.length / FRAME * FRAME];
        short[] frame = new short[FRAME];
        byte[] payload = new byte[FRAME];
        for (int packet = 0; packet < heard.length / FRAME + 1; packet++) {
            boolean arrives = packet == 0 || random.nextDouble() >= loss;
            if (arrives && packet < heard.length / FRAME) {
                CODEC.encode(sound, packet * FRAME, FRAME, payload, 0);
                buffer.put(packet, 0, Unpooled.wrappedBuffer(payload), 0, FRAME);
            }
            if (packet > 0) {
                reader.read(frame);
                System.arraycopy(frame, 0, heard, (packet - 1) * FRAME, FRAME);
            }
        }
        return heard;
    }

    private static short[] withHoles(short[] sound, double loss, Random random) {
        short[] heard = sound.clone();
        for (int at = 0; at + FRAME <= heard.length; at += FRAME) {
            if (random.nextDouble() < loss) {
                java.util.Arrays.fill(heard, at, at + FRAME, (short) 0);
            }
        }
        return heard;
    }
}
