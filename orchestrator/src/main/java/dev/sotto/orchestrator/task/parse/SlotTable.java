package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.MapReader;
import dev.sotto.config.yaml.Place;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.Spelling;
import dev.sotto.config.yaml.YamlMap;
import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.orchestrator.task.Slot;
import dev.sotto.orchestrator.task.SlotType;
import dev.sotto.orchestrator.task.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The slots of one task: those it declares, and the standard ones that it uses. */
final class SlotTable {
    /** Slots that any task may ask for without declaring them. */
    private static final Map<String, Standard> STANDARD = Map.of(
            "contact_email", new Standard(SlotType.EMAIL, "What e-mail address can we reach you at?"),
            "phone_number", new Standard(SlotType.DIGITS, "What phone number can we reach you at?"),
            "name", new Standard(SlotType.TEXT, "What is your name, please?"),
            "postcode", new Standard(SlotType.POSTCODE, "What is your postcode?"),
            "order_date", new Standard(SlotType.DATE, "What day did you order it?"));

    private static final Set<SlotType> ALWAYS_CONFIRMED = Set.of(SlotType.DIGITS, SlotType.EMAIL, SlotType.POSTCODE);

    private final Texts texts;
    private final Problems problems;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();

    SlotTable(Texts texts) {
        this.texts = texts;
        this.problems = texts.problems();
    }

    private record Standard(SlotType type, String ask) {}

    void declare(YamlMap declared) {
        declared.entries().forEach((name, entry) -> {
            if (!texts.isName("a slot", name, entry.key())) {
                return;
            }
            if (Variables.GIVEN.contains(name)) {
                problems.error(
                        entry.key().at(), "'" + name + "' is always there and can't be a slot", "choose another name");
            } else if (entry.value() instanceof YamlMap map) {
                slots.put(
                        name,
                        slot(name, new MapReader(map, problems), entry.key().at()));
            } else {
                problems.error(
                        entry.value().at(),
                        "the slot '" + name + "' is " + entry.value().kind(),
                        "{type: digits, length: 6, ask: \"...?\"}");
            }
        });
    }

    private Slot slot(String name, MapReader in, Place at) {
        if (!in.map().has("type")) {
            problems.error(
                    in.at(), "'type' is missing", "digits, money, date, yes_no, choice, text, email or postcode");
        }
        SlotType type = in.choice("type", SlotType.class).orElse(SlotType.TEXT);
        int length = in.integer("length", 0, 1, 32);
        if (in.map().has("length") && type != SlotType.DIGITS) {
            problems.error(in.placeOf("length"), "only digits have a length", "remove it");
        }
        List<String> choices =
                in.texts("choices").stream().map(YamlScalar::text).toList();
        if (type == SlotType.CHOICE && choices.size() < 2) {
            problems.error(in.at(), "a choice needs two or more 'choices'", "choices: [replace, repair]");
        } else if (type != SlotType.CHOICE && in.map().has("choices")) {
            problems.error(in.placeOf("choices"), "only a choice has choices", "make it type: choice");
        }
        Template ask = in.requiredScalar("ask", "the question to the customer")
                .map(texts::template)
                .orElseGet(() -> texts.constant("", in.at()));
        boolean always = ALWAYS_CONFIRMED.contains(type);
        boolean confirm = in.truth("confirm", always);
        if (always && !confirm) {
            problems.error(
                    in.placeOf("confirm"),
                    "spoken "
                            + in.map()
                                    .value("type")
                                    .map(t -> ((YamlScalar) t).text())
                                    .orElse("") + " is always read back",
                    "remove 'confirm'");
        }
        boolean sensitive = in.truth("sensitive", false);
        in.done();
        return new Slot(name, type, length, choices, ask, confirm || always, sensitive, Texts.position(at));
    }

    /** Marks a slot as asked for; unknown ones are reported. */
    Optional<Slot> use(YamlScalar name) {
        Slot slot = slots.get(name.text());
        Standard standard = STANDARD.get(name.text());
        if (slot == null && standard != null) {
            Template ask = texts.constant(standard.ask(), name.at());
            boolean confirm = ALWAYS_CONFIRMED.contains(standard.type());
            slot = new Slot(name.text(), standard.type(), 0, List.of(), ask, confirm, Texts.position(name.at()));
            slots.put(name.text(), slot);
        }
        if (slot == null) {
            Set<String> known = new LinkedHashSet<>(slots.keySet());
            known.addAll(STANDARD.keySet());
            String near = Spelling.nearest(name.text(), known)
                    .map(found -> "did you mean '" + found + "'?")
                    .orElse("declare it under 'slots'");
            problems.error(name.at(), "there is no slot '" + name.text() + "'", near);
            return Optional.empty();
        }
        used.add(name.text());
        return Optional.of(slot);
    }

    boolean has(String name) {
        return slots.containsKey(name);
    }

    void reportUnused() {
        slots.forEach((name, slot) -> {
            if (!used.contains(name)) {
                problems.warning(
                        Texts.place(slot.at()),
                        "the slot '" + name + "' is never asked for",
                        "ask for it or remove it");
            }
        });
    }

    Map<String, Slot> all() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(slots));
    }
}
