package dev.sotto.loadtest.script;

import dev.sotto.loadtest.phone.Temper;
import dev.sotto.loadtest.phone.VoiceTraits;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who plays a script.
 *
 * @param seed of everything that the script leaves to chance; one per caller, so that no caller's draws depend on another's
 * @param variables for {@code {{name}}}; they go before the script's own
 * @param temper instead of the script's patience
 * @param voice instead of the script's
 */
public record Cast(long seed, Map<String, String> variables, Optional<Temper> temper, Optional<VoiceTraits> voice) {
    public Cast {
        variables = Map.copyOf(variables);
    }

    public static Cast of(long seed) {
        return new Cast(seed, Map.of(), Optional.empty(), Optional.empty());
    }

    public Cast with(String name, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(name, value);
        return new Cast(seed, more, temper, voice);
    }

    public Cast with(Temper other) {
        return new Cast(seed, variables, Optional.of(other), voice);
    }

    public Cast with(VoiceTraits other) {
        return new Cast(seed, variables, temper, Optional.of(other));
    }
}
