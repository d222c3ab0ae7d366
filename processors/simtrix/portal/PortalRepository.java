package simtrix.portal;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** The table {@code portal}. */
interface PortalRepository extends JpaRepository<Portal, Long> {

  Optional<Portal> findByMemberId(String memberId);

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select p from Portal p where p.id = :id")
  Optional<Portal> lockById(long id);
}
