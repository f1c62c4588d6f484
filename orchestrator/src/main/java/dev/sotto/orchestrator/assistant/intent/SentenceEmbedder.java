package dev.sotto.orchestrator.assistant.intent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * all-MiniLM-L6-v2, quantised, out of the jar, with the latest embeddings kept: callers say the same things.
 *
 * <p>Any thread; the model is thread-safe and computes on the calling thread.
 */
public final class SentenceEmbedder implements Embedder {
    private static final int KEPT = 2_000;
    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

    private final AllMiniLmL6V2QuantizedEmbeddingModel model;
    private final Set<String> vocabulary;
    // guarded by lock: held only for a look-up, never while the model computes
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, float[]> latest = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > KEPT;
        }
    };

    /** Loads the model: about half a second, on a worker. */
    public SentenceEmbedder() {
        // the tokenizer's library otherwise asks the cloud's metadata service and its makers' server where it runs
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        model = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
        vocabulary = vocabulary();
    }

    private static Set<String> vocabulary() {
        try (InputStream json = AllMiniLmL6V2QuantizedEmbeddingModel.class.getResourceAsStream(TOKENIZER)) {
            if (json == null) {
                throw new IOException("not on the class path: " + TOKENIZER);
            }
            JsonNode words = new ObjectMapper().readTree(json).path("model").path("vocab");
            Set<String> whole = new HashSet<>();
            words.fieldNames().forEachRemaining(word -> {
                if (word.length() > 1 && word.chars().allMatch(Character::isLetter)) {
                    whole.add(word);
                }
            });
            return Set.copyOf(whole);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public float[] embed(String sentence) {
        float[] kept = kept(sentence);
        if (kept != null) {
            return kept;
        }
        float[] vector = normalised(
                model.embed(sentence.isBlank() ? "." : sentence).content().vector());
        lock.lock();
        try {
            latest.put(sentence, vector);
        } finally {
            lock.unlock();
        }
        return vector;
    }

    private float @Nullable [] kept(String sentence) {
        lock.lock();
        try {
            return latest.get(sentence);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean knows(String word) {
        return vocabulary.contains(word);
    }

    private static float[] normalised(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        float length = (float) Math.sqrt(squares);
        for (int index = 0; index < vector.length && length > 0; index++) {
            vector[index] /= length;
        }
        return vector;
    }
}
