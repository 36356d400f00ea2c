package dev.parley.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.account.Profile;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What everybody may see of somebody.
 *
 * @param id stable; a string of digits
 * @param username empty if the account was deleted
 * @param displayName empty if the account was deleted
 * @param signature one line below the name; may be empty
 * @param avatarId a file; null for none
 * @param backgroundId a file; null for none
 * @param deleted of a deleted account only the id is left
 * @param version moves with every change that others see
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PersonView(
    String id,
    String username,
    String displayName,
    String signature,
    @Nullable String avatarId,
    @Nullable String backgroundId,
    boolean deleted,
    long version) {

  public static PersonView of(Profile profile) {
    return new PersonView(
        Texts.id(profile.userId()),
        profile.username(),
        profile.displayName(),
        profile.signature(),
        Texts.idOrNull(profile.avatarFile()),
        Texts.idOrNull(profile.backgroundFile()),
        profile.deleted(),
        profile.version());
  }

  /** Somebody of a look-up. Who never existed looks like a deleted account. */
  public static PersonView in(Map<Long, Profile> people, long userId) {
    Profile profile = people.get(userId);
    return profile == null
        ? new PersonView(Texts.id(userId), "", "", "", null, null, true, 0)
        : of(profile);
  }
}
