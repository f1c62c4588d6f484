package dev.sotto.orchestrator.conversation;

import java.util.Map;

/** Plays a model's part in a {@link Scenario}. */
final class ModelScene {
    static final Map<String, Object> TENT = Map.of("number", "482913", "amount", 129);

    final Scenario scenario;
    private int wishes;

    ModelScene(Channel channel) {
        scenario = Scenario.on(channel);
    }

    String generation() {
        return "c1-m" + scenario.state.model().count();
    }

    /** The customer speaks and the model is asked. */
    ModelScene hears(String text) {
        hearsOnly(text);
        return asked(scenario.state.thinking().turn());
    }

    ModelScene hearsOnly(String text) {
        scenario.event(new Event.CustomerSaid(text, 1, Source.TEXT, null, null, scenario.now, scenario.now));
        return this;
    }

    ModelScene asked(long turn) {
        scenario.event(new Event.ModelAsked(scenario.state.model().nextId("c1"), turn, "m", "v", scenario.now));
        return this;
    }

    ModelScene says(String... sentences) {
        for (String sentence : sentences) {
            Generation current = scenario.state.model().current();
            scenario.event(new Event.ModelSaid(
                    generation(), current == null ? 1 : current.sentences() + 1, sentence, scenario.now));
        }
        return this;
    }

    ModelScene wants(String function, Map<String, Object> arguments) {
        return wants(generation(), function, arguments);
    }

    ModelScene wants(String generation, String function, Map<String, Object> arguments) {
        wishes++;
        scenario.event(new Event.ModelWants(generation, "w" + wishes, function, arguments, "", scenario.now));
        return this;
    }

    ModelScene done() {
        scenario.event(new Event.ModelDone(generation(), 100, 10, scenario.now));
        return this;
    }

    ModelScene fails() {
        scenario.event(new Event.ModelFailed(generation(), "it answered 500", scenario.now));
        return this;
    }

    String said() {
        return scenario.said();
    }
}
