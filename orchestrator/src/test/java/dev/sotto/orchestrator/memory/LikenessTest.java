package dev.sotto.orchestrator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.assistant.intent.SentenceEmbedder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where {@link Remembered#ALIKE} and {@link Rule#MATCHES} stand, on sentences as customers say them. */
class LikenessTest {
    private static SentenceEmbedder embedder;

    @BeforeAll
    static void load() {
        embedder = new SentenceEmbedder();
    }

    private static Vector vector(String question) {
        return Vector.of(embedder.embed(Question.of(Asked.freely(question)).pattern()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            do you price match | can you match a competitor's price
            do you ship to canada | can you deliver to canada
            can i bring my dog into the store | are dogs allowed in the shop
            is there parking near your shop | where can I park when I come to the store
            do you repair zips on jackets | can you fix the zipper of my jacket
            can i pay with paypal | do you take paypal
            do you offer student discount | is there a discount for students
            can you gift wrap it | do you do gift wrapping
            is the trail tent waterproof | does the trail tent keep the rain out
            do you sell vegan boots | are your boots vegan
            can I collect my order in the store | is pick up in store possible
            do you have a loyalty programme | is there a loyalty card
            what is the warranty on the tents | how long is the guarantee on a tent""")
    void theSameQuestionInOtherWordsIsAlike(String one, String other) {
        assertThat(vector(one).likeness(vector(other))).isGreaterThanOrEqualTo(Remembered.ALIKE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            do you price match | do you ship to canada
            can i pay with paypal | can you gift wrap it
            do you repair zips on jackets | do you sell vegan boots
            is there parking near your shop | can i bring my dog into the store
            do you offer student discount | do you have a loyalty programme
            is the trail tent waterproof | what is the warranty on the tents
            is the trail tent waterproof | is the trail tent vegan
            can I collect my order in the store | is there parking near your shop
            can i bring my dog into the store | can i bring my bike into the store
            can you gift wrap it | can you return it""")
    void anotherQuestionIsNot(String one, String other) {
        assertThat(vector(one).likeness(vector(other))).isLessThan(Remembered.ALIKE);
    }

    /** Embeddings alone are fooled by these; a person who sees the proposal isn't, and a rule has its vocabulary. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            do you ship to canada | do you ship to mexico
            do you have the tent in red | do you have the tent in blue
            can I return boots that I have worn | can I return boots that I have not worn""")
    void whatDiffersInOneWordIsNoRulesBusiness(String answered, String other) {
        assertThat(vector(answered).likeness(vector(other))).isGreaterThanOrEqualTo(Remembered.ALIKE);
        assertThat(Vocabulary.fits(other, Vocabulary.of(answered))).isFalse();
        assertThat(Vocabulary.fits(answered, Vocabulary.of(answered))).isTrue();
    }

    @Test
    void numbersOfACaseDoNotMakeItAnotherQuestion() {
        Question one = Question.of(Asked.damaged("trail tent", "the zip", "yes", "$129.00"));
        Question other = Question.of(Asked.damaged("trail tent", "the zip", "yes", "$1,014.50"));

        assertThat(one.pattern()).isEqualTo(other.pattern()).doesNotContain("482913", "129");
    }

    @Test
    void packingChangesTheThirdDecimalAtMost() {
        float[] one = embedder.embed("do you price match");
        float[] other = embedder.embed("can you match a competitor's price");
        double exact = 0;
        for (int index = 0; index < one.length; index++) {
            exact += one[index] * other[index];
        }

        double packed = Vector.of(one).likeness(Vector.packed(Vector.of(other).packed()));

        assertThat(packed).isCloseTo(exact, org.assertj.core.data.Offset.offset(0.005));
    }
}
