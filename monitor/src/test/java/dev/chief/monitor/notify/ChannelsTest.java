package dev.chief.monitor.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chief.monitor.store.ChannelTable;
import dev.chief.monitor.store.Databases;
import dev.chief.monitor.store.StoredDelivery;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChannelsTest {
    private static final String CHAT = """
            {"kind":"recorder","name":"Chat","settings":{"password":"hunter2","room":"ops"}}""";

    @ParameterizedTest
    @EnumSource
    void aChannelIsShownWithoutItsSecrets(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            ChannelView added = office.channels.add(Json.read(CHAT));
            assertThat(office.channels.list()).extracting(ChannelView::name).containsExactly("Email", "Chat");
            assertThat(office.channels.find(added.id())).contains(added);
            assertThat(added.alertTypes()).containsExactly("FAILURE", "MISSED");
            assertThat(added.settings().toString()).isEqualTo("{\"password\":\"***\",\"room\":\"ops\"}");
            assertThat(office.database.read(ChannelTable::list).toString()).doesNotContain("hunter2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChangeKeepsWhatItDoesNotName(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            long id = office.channels.add(Json.read(CHAT)).id();
            ChannelView changed = office.channels
                    .change(id, Json.read("{\"alertTypes\":[\"OVERRUN\"],\"settings\":{\"room\":\"dev\"}}"))
                    .orElseThrow();
            assertThat(changed.name()).isEqualTo("Chat");
            assertThat(changed.enabled()).isTrue();
            assertThat(changed.alertTypes()).containsExactly("OVERRUN");
            office.channels.change(id, Json.read("{\"settings\":{\"room\":\"dev\",\"password\":\"***\"}}"));
            assertThat(stored(office, id)).isEqualTo("{\"room\":\"dev\",\"password\":\"hunter2\"}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeIsRefusedAndChangesNothing(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            office.channels.add(Json.read(CHAT));
            assertThatThrownBy(() -> office.channels.add(Json.read(CHAT))).isInstanceOf(InvalidSettings.class)
                    .hasMessage("name: \"Chat\" is the name of another channel");
            assertThatThrownBy(() -> office.channels.add(Json.read("""
                    {"kind":"pager","enabled":"yes","alertTypes":["failure"]}""")))
                    .isInstanceOf(InvalidSettings.class)
                    .hasMessageContaining("kind: \"pager\" is no kind of channel; known are recorder")
                    .hasMessageContaining("name: must be a text that is not empty")
                    .hasMessageContaining("enabled: \"yes\" is neither true nor false")
                    .hasMessageContaining(
                            "alertTypes: \"failure\" is no type of alert; known are FAILURE, MISSED");
            assertThatThrownBy(() -> office.channels.add(Json.read("[]"))).isInstanceOf(InvalidSettings.class)
                    .hasMessageContaining("body: must be an object");
            assertThatThrownBy(() -> office.channels.remove(1)).isInstanceOf(InvalidSettings.class)
                    .hasMessageContaining("channel 1 is that of the email settings");
            assertThat(office.channels.list()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRemovedChannelIsForgottenWithItsSecretsAndItsNameIsFree(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            long id = office.channels.add(Json.read(CHAT)).id();
            assertThat(office.channels.remove(id)).isTrue();
            assertThat(office.channels.remove(id)).isFalse();
            assertThat(office.channels.find(id)).isEmpty();
            assertThat(office.channels.change(id, Json.read("{}"))).isEmpty();
            assertThat(office.channels.test(id, "ops")).isEmpty();
            assertThat(office.channels.add(Json.read(CHAT)).id()).isNotEqualTo(id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTestSaysWhatHappenedAndIsOnRecord(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            long id = office.channels.add(Json.read(CHAT)).id();
            office.recorder.answer(new Outcome.Sent(Optional.of(204)),
                    Outcome.permanent("the room is closed", Optional.of(410)));
            assertThat(office.channels.test(id, "ops"))
                    .contains(new TestReport.Done(1, 1, 0, "Test recorder sent."));
            assertThat(office.channels.test(id, "ops"))
                    .contains(new TestReport.Done(1, 0, 1, "the room is closed"));
            assertThat(office.statuses(id)).containsExactly(StoredDelivery.Status.SENT,
                    StoredDelivery.Status.FAILED);
            assertThat(office.deliveries(id)).extracting(StoredDelivery::kind)
                    .containsOnly(StoredDelivery.Kind.TEST);
            assertThat(List.of(office.told().getFirst())).containsExactly("TEST");
        }
    }

    private static String stored(PostOffice office, long id) {
        return office.database.read(handle -> ChannelTable.find(handle, id)).orElseThrow().settings();
    }
}
